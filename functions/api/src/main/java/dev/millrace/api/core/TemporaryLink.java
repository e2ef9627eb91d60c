package dev.millrace.api.core;

import java.time.Instant;

/// The address of an object, for whoever has it, until it ends.
public record TemporaryLink(String href, Instant expiresAt) {}
