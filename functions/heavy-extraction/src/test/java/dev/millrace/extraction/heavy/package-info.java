@NullMarked
package dev.millrace.extraction.heavy;

import org.jspecify.annotations.NullMarked;
