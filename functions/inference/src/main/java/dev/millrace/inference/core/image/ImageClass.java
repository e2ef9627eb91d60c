package dev.millrace.inference.core.image;

import org.jspecify.annotations.Nullable;

/// One class that an image classifier tells apart.
///
/// @param id stable; names may repeat
/// @param group the coarse group it counts to, if there are groups
public record ImageClass(
    String id, String name, @Nullable String description, @Nullable String group) {}
