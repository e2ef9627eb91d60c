/// Notices to subscribers: their types, their data, and the body that is signed and sent.
@NullMarked
package dev.millrace.event;

import org.jspecify.annotations.NullMarked;
