package dev.millrace.bench.summary;

import dev.millrace.bench.inference.Bundles;
import dev.millrace.inference.core.model.Embeddings;
import dev.millrace.inference.core.summary.SummarizeText;
import dev.millrace.inference.core.summary.TextInsight;
import dev.millrace.inference.djl.DjlTextEmbedder;
import dev.millrace.inference.djl.PyTorch;
import dev.millrace.json.Json;
import dev.millrace.upload.ResultPart.Concept;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/// Summarises papers in several ways, compares each with the paper's own abstract and prints the
/// means.
final class SummaryProbe {
  private static final int SENTENCES = 5;
  private static final int MAX_SENTENCES = 400;
  private static final int MIN_KEYWORDS = 2;

  private final SummarizeText ours;
  private final Map<String, double[]> sums = new LinkedHashMap<>();
  private int papers;
  private int papersWithKeywords;
  private double recall;

  private SummaryProbe(SummarizeText ours) {
    this.ours = ours;
  }

  /// Compares.
  ///
  /// @param arguments PDF files
  public static void main(String[] arguments) throws IOException {
    PyTorch.load(1769);
    SummaryProbe probe =
        new SummaryProbe(
            new SummarizeText(
                new Embeddings(DjlTextEmbedder.load(Bundles.embedder())), MAX_SENTENCES));
    for (String file : arguments) {
      Optional<Paper> paper = Paper.of(text(new File(file)));
      if (paper.isPresent()) {
        probe.compare(paper.get());
      }
    }
    System.out.println(Json.write(probe.means()));
  }

  private void compare(Paper paper) {
    List<String> sentences = SummarizeText.prose(List.of(paper.body()));
    TextInsight insight = ours.summarize(List.of(paper.body()), SENTENCES);
    if (sentences.size() < 4 * SENTENCES || insight.summary() == null) {
      return;
    }
    papers++;
    List<String> reference = Words.of(paper.summary());
    add("LexRank + position + MMR (ours)", insight.summary().text(), reference);
    add("lead-3", String.join(" ", sentences.subList(0, 3)), reference);
    add("lead-" + SENTENCES, String.join(" ", sentences.subList(0, SENTENCES)), reference);
    add("tf-idf centroid", String.join(" ", TfIdf.pick(sentences, SENTENCES)), reference);
    if (paper.keywords().size() >= MIN_KEYWORDS) {
      papersWithKeywords++;
      recall += recall(paper.keywords(), insight.concepts());
    }
  }

  private void add(String method, String summary, List<String> reference) {
    List<String> words = Words.of(summary);
    double[] sum = sums.computeIfAbsent(method, _ -> new double[3]);
    sum[0] += Words.rouge(words, reference, 1);
    sum[1] += Words.rouge(words, reference, 2);
    sum[2] += words.size();
  }

  private static double recall(List<String> keywords, List<Concept> concepts) {
    Set<List<String>> found = new HashSet<>();
    concepts.forEach(concept -> found.add(Words.of(concept.name())));
    return (double) keywords.stream().filter(keyword -> found.contains(Words.of(keyword))).count()
        / keywords.size();
  }

  private Map<String, Object> means() {
    List<Map<String, Object>> methods = new ArrayList<>();
    sums.forEach((method, sum) ->
        methods.add(
            Map.of(
                "method", method,
                "rouge1", sum[0] / papers,
                "rouge2", sum[1] / papers,
                "words", sum[2] / papers)));
    return Map.of(
        "papers", papers,
        "methods", methods,
        "papersWithKeywords", papersWithKeywords,
        "recallAt10", papersWithKeywords == 0 ? 0 : recall / papersWithKeywords);
  }

  private static String text(File file) throws IOException {
    try (PDDocument document = Loader.loadPDF(file)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setParagraphStart("\n");
      return stripper.getText(document);
    }
  }
}
