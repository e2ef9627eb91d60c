/// Sends arrivals again and empties dead-letter queues.
@NullMarked
package dev.millrace.sweeper.sqs;

import org.jspecify.annotations.NullMarked;
