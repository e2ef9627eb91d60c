@NullMarked
package dev.millrace.extraction.pdf.ocr;

import org.jspecify.annotations.NullMarked;
