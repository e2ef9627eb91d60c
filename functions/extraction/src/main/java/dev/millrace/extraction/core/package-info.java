/// What extraction is: verify an uploaded document, read it page by page, cut it into chunks.
@NullMarked
package dev.millrace.extraction.core;

import org.jspecify.annotations.NullMarked;
