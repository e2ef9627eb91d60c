/// Reads the binary formats of old Office programs (OLE 2).
@NullMarked
package dev.millrace.extraction.ole;

import org.jspecify.annotations.NullMarked;
