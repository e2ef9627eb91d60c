/// The relay function: handler, configuration and wiring.
@NullMarked
package dev.millrace.relay;

import org.jspecify.annotations.NullMarked;
