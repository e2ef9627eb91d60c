package dev.millrace.api.core;

import dev.millrace.upload.ResultPart;
import dev.millrace.upload.ResultPart.Document;
import dev.millrace.upload.ResultPart.Image;
import dev.millrace.upload.ResultPart.Insight;
import dev.millrace.upload.Upload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was understood of an upload: what each stage found out, where it had something to find.
///
/// @param text link to the document's text
/// @param embeddings link to the insight's embeddings, if there are any
public record Result(
    Upload upload,
    @Nullable Document document,
    @Nullable TemporaryLink text,
    @Nullable Insight insight,
    @Nullable TemporaryLink embeddings,
    @Nullable Image image) {

  /// {@return what there is of an upload about which nothing was found out, or not yet}
  static Result none(Upload upload) {
    return new Result(upload, null, null, null, null, null);
  }

  static Result of(Upload upload, List<ResultPart> parts, LinkSigner links) {
    Document document = part(parts, Document.class);
    Insight insight = part(parts, Insight.class);
    String embeddingsKey = insight == null ? null : insight.embeddingsKey();
    return new Result(
        upload,
        document,
        document == null ? null : links.link(document.textKey()),
        insight,
        embeddingsKey == null ? null : links.link(embeddingsKey),
        part(parts, Image.class));
  }

  private static <P extends ResultPart> @Nullable P part(List<ResultPart> parts, Class<P> type) {
    return parts.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
  }
}
