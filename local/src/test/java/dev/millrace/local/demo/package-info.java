@NullMarked
package dev.millrace.local.demo;

import org.jspecify.annotations.NullMarked;
