@NullMarked
package dev.millrace.inference.core.thought;

import org.jspecify.annotations.NullMarked;
