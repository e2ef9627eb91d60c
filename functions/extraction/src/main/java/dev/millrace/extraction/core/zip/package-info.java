/// Reads zips without believing them.
@NullMarked
package dev.millrace.extraction.core.zip;

import org.jspecify.annotations.NullMarked;
