package dev.millrace.upload.multipart;

/// A part of a file that lies at S3.
///
/// @param number from 1
/// @param size in bytes
/// @param etag without quotes
public record SentPart(int number, long size, String etag) {}
