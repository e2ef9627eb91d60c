@NullMarked
package dev.millrace.extraction.ole;

import org.jspecify.annotations.NullMarked;
