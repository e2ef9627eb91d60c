package dev.millrace.presign.flag;

import dev.millrace.flag.Flag;
import dev.millrace.flag.Flags;
import dev.millrace.presign.core.UploadRules;
import dev.millrace.upload.Kind;
import dev.millrace.upload.multipart.PartSizes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Media types from the configuration, WebP and GIF only where the flag `upload.more-images` is on;
/// and limits from flags: `upload.max-bytes.{kind}`, and above it `upload_size_tier`, which sets
/// one limit for all kinds.
public final class FlaggedRules implements UploadRules {
  private static final long MEBIBYTE = 1L << 20;
  private static final String OF_THE_KIND = "kind";

  static final Flag<Boolean> MORE_IMAGES = Flag.onOff("upload.more-images", false);

  private static final Set<String> BY_FLAG = Set.of("image/webp", "image/gif");

  private static final Map<String, Long> TIERS =
      Map.of(
          "small", 10 * MEBIBYTE,
          "medium", 25 * MEBIBYTE,
          "large", 50 * MEBIBYTE,
          "unlimited", PartSizes.LARGEST_FILE);

  static final Flag<String> TIER =
      Flag.variant(
          "upload_size_tier",
          OF_THE_KIND,
          Stream.concat(TIERS.keySet().stream(), Stream.of(OF_THE_KIND))
              .collect(Collectors.toUnmodifiableSet()));

  private final Set<String> contentTypes;
  private final Set<String> withoutMoreImages;
  private final SizeLimits limits;
  private final Flags flags;

  public FlaggedRules(Set<String> contentTypes, SizeLimits limits, Flags flags) {
    this.contentTypes = Set.copyOf(contentTypes);
    this.withoutMoreImages =
        contentTypes.stream()
            .filter(type -> !BY_FLAG.contains(type))
            .collect(Collectors.toUnmodifiableSet());
    this.limits = limits;
    this.flags = flags;
  }

  static Flag<Long> limit(Kind kind, long defaultValue) {
    return Flag.integer(
        "upload.max-bytes." + kind.name().toLowerCase(Locale.ROOT),
        defaultValue,
        1,
        PartSizes.LARGEST_FILE);
  }

  @Override
  public Set<String> contentTypes(String tenantId) {
    return flags.get(MORE_IMAGES, tenantId) ? contentTypes : withoutMoreImages;
  }

  @Override
  public long maxBytes(String tenantId, Kind kind) {
    Long ofTier = TIERS.get(flags.get(TIER, tenantId));
    return ofTier == null ? flags.get(limit(kind, limits.of(kind)), tenantId) : ofTier;
  }
}
