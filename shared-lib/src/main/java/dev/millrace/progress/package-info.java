/// Progress of uploads for those who listen over a WebSocket.
@NullMarked
package dev.millrace.progress;

import org.jspecify.annotations.NullMarked;
