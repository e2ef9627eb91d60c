package dev.millrace.batch;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Makes calls of the same key in groups, one group of a key after the other: [Together] for each
/// key, but bounded however many keys there are.
public final class TogetherByKey<K, I, O> {
  private static final int STRIPES = 64;

  private final BiFunction<K, List<I>, List<O>> group;
  private final List<Together<Call<K, I>, O>> stripes;

  /// @param most how many calls a group may have
  /// @param group makes the calls of a key and returns their results in the same order; what it
  ///   throws, every caller of the group gets, and whoever was grouped with them
  public TogetherByKey(int most, BiFunction<K, List<I>, List<O>> group) {
    this.group = group;
    this.stripes =
        IntStream.range(0, STRIPES).mapToObj(_ -> new Together<>(most, 1, this::makeAll)).toList();
  }

  private record Call<K, I>(K key, I input) {}

  /// {@return the result of a call}
  public O call(K key, I input) {
    return stripes.get(Math.floorMod(key.hashCode(), STRIPES)).call(new Call<>(key, input));
  }

  private List<O> makeAll(List<Call<K, I>> calls) {
    Map<K, List<Call<K, I>>> byKey = new LinkedHashMap<>();
    calls.forEach(call -> byKey.computeIfAbsent(call.key(), _ -> new ArrayList<>()).add(call));
    IdentityHashMap<Call<K, I>, O> results = new IdentityHashMap<>();
    byKey.forEach((key, same) -> {
      List<O> ofKey = group.apply(key, same.stream().map(Call::input).toList());
      for (int i = 0; i < same.size(); i++) {
        results.put(same.get(i), ofKey.get(i));
      }
    });
    return calls.stream().map(results::get).toList();
  }
}
