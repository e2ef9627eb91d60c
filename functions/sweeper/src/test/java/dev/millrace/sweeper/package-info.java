@NullMarked
package dev.millrace.sweeper;

import org.jspecify.annotations.NullMarked;
