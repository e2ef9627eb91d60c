/// What models are asked and what is made of their answers: labels of images, embeddings, summaries
/// and concepts of text.
@NullMarked
package dev.millrace.inference.core;

import org.jspecify.annotations.NullMarked;
