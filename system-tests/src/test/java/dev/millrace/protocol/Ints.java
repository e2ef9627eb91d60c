package dev.millrace.protocol;

import java.util.Arrays;

/// A list of ints that takes four bytes for each.
final class Ints {
  private int[] ints = new int[1024];
  private int size;

  void add(int value) {
    if (size == ints.length) {
      ints = Arrays.copyOf(ints, size + (size >> 1));
    }
    ints[size++] = value;
  }

  int get(int index) {
    return ints[index];
  }

  int size() {
    return size;
  }
}
