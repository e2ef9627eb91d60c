@NullMarked
package dev.millrace.local.gateway;

import org.jspecify.annotations.NullMarked;
