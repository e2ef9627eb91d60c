/// Reads office files, which are zips of XML: those of Microsoft (Office Open XML) and of the
/// OpenDocument standard.
@NullMarked
package dev.millrace.extraction.office;

import org.jspecify.annotations.NullMarked;
