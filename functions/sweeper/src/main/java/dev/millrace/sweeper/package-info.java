/// The sweeper function: handler, configuration and wiring.
@NullMarked
package dev.millrace.sweeper;

import org.jspecify.annotations.NullMarked;
