@NullMarked
package dev.millrace.relay.http;

import org.jspecify.annotations.NullMarked;
