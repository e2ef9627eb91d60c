package dev.millrace.protocol;

/// Numbers fingerprints in the order in which they come, in twelve bytes a slot.
final class Numbers {
  private long[] prints = new long[1 << 16];
  private int[] numbers = new int[1 << 16];
  private int size;

  /// {@return the number of a fingerprint, the next one if it is new}
  int of(long print) {
    if (size * 2 > prints.length) {
      grow();
    }
    int slot = slot(print);
    if (numbers[slot] == 0) {
      prints[slot] = print;
      numbers[slot] = ++size;
    }
    return numbers[slot] - 1;
  }

  private int slot(long print) {
    int slot = (int) print & (prints.length - 1);
    while (numbers[slot] != 0 && prints[slot] != print) {
      slot = (slot + 1) & (prints.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldPrints = prints;
    int[] oldNumbers = numbers;
    prints = new long[2 * oldPrints.length];
    numbers = new int[2 * oldPrints.length];
    for (int old = 0; old < oldPrints.length; old++) {
      if (oldNumbers[old] != 0) {
        int slot = slot(oldPrints[old]);
        prints[slot] = oldPrints[old];
        numbers[slot] = oldNumbers[old];
      }
    }
  }
}
