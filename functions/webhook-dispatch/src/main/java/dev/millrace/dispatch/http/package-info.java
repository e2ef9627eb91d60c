/// Sends signed requests to addresses that the guard permits, within one deadline.
@NullMarked
package dev.millrace.dispatch.http;

import org.jspecify.annotations.NullMarked;
