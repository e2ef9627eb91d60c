/// Tells those who listen how uploads stand.
@NullMarked
package dev.millrace.relay.core;

import org.jspecify.annotations.NullMarked;
