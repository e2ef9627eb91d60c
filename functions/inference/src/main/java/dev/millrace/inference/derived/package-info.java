/// The parts of documents as derived objects: what extraction has written is read, embeddings are
/// added.
@NullMarked
package dev.millrace.inference.derived;

import org.jspecify.annotations.NullMarked;
