package dev.millrace.socket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message from a client: `{"action": "subscribe", "uploadIds": ["up_…"]}`.
record SocketMessage(@Nullable List<@Nullable String> uploadIds) {}
