/// What invokes functions by itself: queues, streams and schedules.
@NullMarked
package dev.millrace.local.triggers;

import org.jspecify.annotations.NullMarked;
