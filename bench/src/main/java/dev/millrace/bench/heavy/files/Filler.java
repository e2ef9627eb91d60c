package dev.millrace.bench.heavy.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;

/// What files are filled with: equal for equal seeds, different for others.
final class Filler {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int BLOCK = 64 * 1024;
  private static final List<byte[]> WORDS =
      ("the water of a mill turns its wheel while grain between two stones becomes flour and "
              + "people carry sacks home before evening rain reaches every valley village road "
              + "where carts wait under old trees until morning light shows which river runs high "
              + "enough for work again this year last winter brought ice that broke several boards")
          .transform(text -> List.of(text.split(" "))).stream()
              .map(word -> word.getBytes(US_ASCII))
              .toList();

  private final SplittableRandom random;

  Filler(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// Writes bytes that nothing can be read from or packed.
  void noise(OutputStream out, long bytes) throws IOException {
    byte[] block = new byte[BLOCK];
    for (long left = bytes; left > 0; left -= BLOCK) {
      for (int at = 0; at < BLOCK; at += Long.BYTES) {
        LONGS.set(block, at, random.nextLong());
      }
      out.write(block, 0, (int) Math.min(BLOCK, left));
    }
  }

  /// Writes words with a space behind each, and a number now and then.
  ///
  /// @return how many bytes that were
  int words(OutputStream out, int number) throws IOException {
    int written = 0;
    for (int i = 0; i < number; i++) {
      byte[] word =
          random.nextInt(20) == 0
              ? Integer.toString(random.nextInt(1_000_000)).getBytes(US_ASCII)
              : WORDS.get(random.nextInt(WORDS.size()));
      out.write(word);
      out.write(' ');
      written += word.length + 1;
    }
    return written;
  }

  /// {@return a number below a bound}
  int below(int bound) {
    return random.nextInt(bound);
  }
}
