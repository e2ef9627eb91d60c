package dev.millrace.upload.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.upload.Change;
import dev.millrace.upload.SearchableDocument;
import dev.millrace.upload.Upload;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The catalog of a tenant's searchable documents: an item for each in one partition, the latest
/// last. It is written with the upload itself, so that search sees a document, or no longer sees
/// it, from that very moment on.
public final class CatalogItems {
  private CatalogItems() {}

  /// {@return the partition of a tenant's catalog}
  public static String partition(String tenantId) {
    return "T#" + tenantId + "#DOCUMENTS";
  }

  /// {@return what a change of an upload owes the catalog, if anything}
  static Optional<TransactWriteItem> owed(Change change, String table) {
    Upload upload = change.upload();
    Optional<SearchableDocument> document = SearchableDocument.of(upload);
    if (document.isPresent()) {
      return document
          .map(entry -> Items.write(partition(entry.ref().tenantId()), sort(upload), entry))
          .map(item -> Put.builder().tableName(table).item(item).build())
          .map(put -> TransactWriteItem.builder().put(put).build());
    }
    return change.from() != null && SearchableDocument.couldBe(upload, change.from())
        ? Optional.of(TransactWriteItem.builder().delete(delete(upload, table)).build())
        : Optional.empty();
  }

  private static Delete delete(Upload upload, String table) {
    return Delete.builder()
        .tableName(table)
        .key(Items.key(partition(upload.ref().tenantId()), sort(upload)))
        .build();
  }

  private static String sort(Upload upload) {
    return "%013d#%s".formatted(upload.createdAt().toEpochMilli(), upload.ref().uploadId());
  }
}
