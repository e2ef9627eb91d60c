/// Reads CSVs with FastCSV.
@NullMarked
package dev.millrace.extraction.csv;

import org.jspecify.annotations.NullMarked;
