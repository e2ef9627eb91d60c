package dev.millrace.presign.http;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A part in the way of S3, as Uppy wants it.
record S3Part(
    @JsonProperty("PartNumber") int partNumber,
    @JsonProperty("ETag") String etag,
    @JsonProperty("Size") long size) {}
