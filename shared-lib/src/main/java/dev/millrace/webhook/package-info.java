/// Subscribers and what they are sent: endpoints, deliveries and their states, the fan-out of an
/// event, and the rules about which URLs and addresses may be called.
///
/// An event is never lost: its row is written together with what it tells of, its deliveries are
/// written before the messages that ask for them, and every row that still awaits something stands
/// in an index of what is due, where the sweeper finds it.
@NullMarked
package dev.millrace.webhook;

import org.jspecify.annotations.NullMarked;
