package dev.millrace.inference.core;

import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.model.TextEmbedder;
import dev.millrace.inference.core.model.Vectors;
import dev.millrace.upload.ResultPart.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Embeds a text by the words in it: texts are as near as they share words. Remembers what it was
/// asked.
public final class WordEmbedder implements TextEmbedder {
  private static final int DIMENSION = 256;
  private static final Pattern NO_WORD = Pattern.compile("\\P{L}+");

  private final List<List<String>> asked = new ArrayList<>();

  /// {@return the batches it was asked for, in order}
  public List<List<String>> asked() {
    return asked;
  }

  @Override
  public EmbedderDescription description() {
    return new EmbedderDescription(new Model("words", "1"), "none", DIMENSION, 256, List.of("en"));
  }

  @Override
  public float[][] embed(List<String> texts) {
    asked.add(List.copyOf(texts));
    return texts.stream().map(WordEmbedder::embed).toArray(float[][]::new);
  }

  private static float[] embed(String text) {
    float[] vector = new float[DIMENSION];
    for (String word : NO_WORD.split(text.toLowerCase(Locale.ROOT), -1)) {
      if (word.length() > 3) {
        vector[Math.floorMod(word.hashCode() * 31, DIMENSION)] += 1;
      }
    }
    double length = Math.max(Math.sqrt(Vectors.product(vector, vector)), 1e-12);
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }
}
