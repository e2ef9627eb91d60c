@NullMarked
package dev.millrace.relay.core;

import org.jspecify.annotations.NullMarked;
