/// Reads pages that are pictures of text.
@NullMarked
package dev.millrace.extraction.pdf.ocr;

import org.jspecify.annotations.NullMarked;
