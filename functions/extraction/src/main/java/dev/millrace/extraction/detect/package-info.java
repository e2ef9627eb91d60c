/// Tells a document's type by its content, with Apache Tika.
@NullMarked
package dev.millrace.extraction.detect;

import org.jspecify.annotations.NullMarked;
