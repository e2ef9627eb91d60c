/// Summaries and concepts of texts.
@NullMarked
package dev.millrace.inference.core.summary;

import org.jspecify.annotations.NullMarked;
