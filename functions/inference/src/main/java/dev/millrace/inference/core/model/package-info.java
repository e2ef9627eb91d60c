/// The embedder, what it gives, and what keeps it within bounds.
@NullMarked
package dev.millrace.inference.core.model;

import org.jspecify.annotations.NullMarked;
