package dev.millrace.api.core;

/// Asks a component for a sign of life.
///
/// @param component its name, for operators
/// @param question returns if the component answers, throws if it does not
public record Probe(String component, Runnable question) {}
