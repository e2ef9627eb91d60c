package dev.millrace.local.s3;

import java.time.Instant;

/// Something that happened to an object.
///
/// @param name what happened, such as `ObjectCreated:Put`
/// @param time when
/// @param bucket the bucket
/// @param key the object's key
/// @param size its size in bytes
/// @param eTag its entity tag, without quotes
record ObjectEvent(String name, Instant time, String bucket, String key, long size, String eTag) {}
