/// Short texts that are captured, and what they are near to.
@NullMarked
package dev.millrace.inference.core.thought;

import org.jspecify.annotations.NullMarked;
