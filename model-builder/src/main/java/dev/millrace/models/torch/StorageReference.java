package dev.millrace.models.torch;

/// Which storage of the file holds a tensor's elements.
///
/// @param key the storage's name in the file
/// @param elementBytes how many bytes one element takes
record StorageReference(String key, int elementBytes) {}
