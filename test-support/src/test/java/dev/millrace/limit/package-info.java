@NullMarked
package dev.millrace.limit;

import org.jspecify.annotations.NullMarked;
