package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.RemoteSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The blocks of a remote file that were used last. A block behind one that is here is taken for
/// the next step of a longer way, and fetched together with those that follow.
final class RemoteBlocks {
  /// A request takes about as long as the transfer of so many bytes.
  static final int BLOCK_BYTES = 256 * 1024;

  /// 32 MB.
  static final int MOST_BLOCKS = 128;

  static final int BLOCKS_AHEAD = 8;

  private final RemoteSource source;
  private final Map<Long, byte[]> blocks = new Recent();
  private @Nullable OutOfReachException outOfReach;

  RemoteBlocks(RemoteSource source) {
    this.source = source;
  }

  long size() {
    return source.size();
  }

  /// {@return the bytes of a block; only the last one is shorter than the others}
  ///
  /// @param number from 0
  /// @throws OutOfReachException when they cannot be had; from then on nothing that was made of
  ///   this file's bytes is to be believed
  byte[] block(long number) {
    byte[] known = blocks.get(number);
    if (known != null) {
      return known;
    }
    long first = number * BLOCK_BYTES;
    byte[] fetched = fetch(first, (int) Math.min(source.size() - first, wanted(number)));
    for (int at = 0; at < fetched.length; at += BLOCK_BYTES) {
      int length = Math.min(BLOCK_BYTES, fetched.length - at);
      byte[] block = new byte[length];
      System.arraycopy(fetched, at, block, 0, length);
      blocks.put((first + at) / BLOCK_BYTES, block);
    }
    return blocks.getOrDefault(number, fetched);
  }

  /// Makes sure that whatever was wanted could be had.
  ///
  /// @throws OutOfReachException if it could not
  void check() {
    if (outOfReach != null) {
      throw outOfReach;
    }
  }

  private long wanted(long number) {
    int ahead = 1;
    while (ahead < BLOCKS_AHEAD
        && blocks.containsKey(number - 1)
        && !blocks.containsKey(number + ahead)) {
      ahead++;
    }
    return (long) ahead * BLOCK_BYTES;
  }

  private byte[] fetch(long offset, int length) {
    try {
      byte[] bytes = source.range(offset, length);
      if (bytes.length != length) {
        throw new IllegalStateException(
            "%d of %d bytes at %d".formatted(bytes.length, length, offset));
      }
      return bytes;
    } catch (RuntimeException e) {
      outOfReach = new OutOfReachException(e);
      throw outOfReach;
    }
  }

  /// Lets go of what has not been used for longest.
  private static final class Recent extends LinkedHashMap<Long, byte[]> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(MOST_BLOCKS, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
      return size() > MOST_BLOCKS;
    }
  }
}
