/// Reads what the stream of the uploads table shows.
@NullMarked
package dev.millrace.relay.dynamodb;

import org.jspecify.annotations.NullMarked;
