package dev.millrace.local.sam;

/// A resource of the template, resolved.
///
/// @param id its logical id
/// @param type its type, such as `AWS::SQS::Queue`
/// @param name its physical name
/// @param properties its properties, with SAM's globals
/// @param metadata its metadata
public record Resource(
    String id, String type, String name, Properties properties, Properties metadata) {}
