/// Reads PDFs with PDFBox.
@NullMarked
package dev.millrace.extraction.pdf;

import org.jspecify.annotations.NullMarked;
