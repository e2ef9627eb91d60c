@NullMarked
package dev.millrace.inference.search;

import org.jspecify.annotations.NullMarked;
