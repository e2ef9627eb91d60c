package dev.millrace.limit;

/// A place in a pool, held until it is given back or its time is over.
///
/// @param slot from 0
/// @param owner unique to this holding
public record Lease(String pool, int slot, String owner) {}
