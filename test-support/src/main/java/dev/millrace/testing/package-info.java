/// What tests share: a Lambda context, a clock that moves, seeds, and stores in memory.
@NullMarked
package dev.millrace.testing;

import org.jspecify.annotations.NullMarked;
