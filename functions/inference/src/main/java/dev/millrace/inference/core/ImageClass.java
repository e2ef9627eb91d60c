package dev.millrace.inference.core;

/// One class that an image classifier tells apart.
///
/// @param id stable; names may repeat
/// @param group the coarse group it counts to
public record ImageClass(String id, String name, String description, String group) {}
