@NullMarked
package dev.millrace.extraction.office;

import org.jspecify.annotations.NullMarked;
