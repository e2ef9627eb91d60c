/// Messages that images and extracted documents arrive with.
@NullMarked
package dev.millrace.inference.sqs;

import org.jspecify.annotations.NullMarked;
