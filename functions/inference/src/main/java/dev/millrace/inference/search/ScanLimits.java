package dev.millrace.inference.search;

/// How much a search looks at, and how much memory that may take.
///
/// @param documents of a tenant, the latest ones
/// @param vectors of those documents; no further document is looked at beyond it
/// @param cachedVectors of all tenants that are kept in memory; of 384 numbers, a thousand take 1.5
///   MB
public record ScanLimits(int documents, int vectors, int cachedVectors) {
  /// What a sandbox of 3 GB bears.
  public static final ScanLimits DEFAULT = new ScanLimits(1000, 100_000, 200_000);
}
