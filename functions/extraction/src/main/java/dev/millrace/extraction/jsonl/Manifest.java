package dev.millrace.extraction.jsonl;

import java.util.List;

/// The list of all that a run has made of a document, from which inference sets out.
///
/// @param pageParts keys of the objects that hold the text by page
/// @param chunkParts keys of the objects that hold the chunks
/// @param textKey key of the whole text
record Manifest(
    String uploadId,
    String runId,
    String tenantId,
    String detectedType,
    int pages,
    long chars,
    int chunks,
    List<String> pageParts,
    List<String> chunkParts,
    String textKey) {}
