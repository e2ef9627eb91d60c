/// The delivery protocol under faults, with the code that runs it and stores in memory.
@NullMarked
package dev.millrace.protocol;

import org.jspecify.annotations.NullMarked;
