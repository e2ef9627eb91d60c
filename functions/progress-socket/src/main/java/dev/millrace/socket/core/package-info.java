/// Lets callers in and notes which uploads they listen to.
@NullMarked
package dev.millrace.socket.core;

import org.jspecify.annotations.NullMarked;
