/// Messages that documents arrive with.
@NullMarked
package dev.millrace.extraction.sqs;

import org.jspecify.annotations.NullMarked;
