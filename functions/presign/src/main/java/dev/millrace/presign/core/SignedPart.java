package dev.millrace.presign.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A PUT of one part.
///
/// @param number from 1
/// @param size in bytes, exactly; null if the sender chooses
public record SignedPart(int number, String url, @Nullable Long size, Instant expiresAt) {}
