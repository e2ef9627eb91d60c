/// Classifies images, embeds and summarises text. Start at [InferenceHandler].
@NullMarked
package dev.millrace.inference;

import org.jspecify.annotations.NullMarked;
