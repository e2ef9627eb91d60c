/// Answers everything that is not about the bytes of an upload or a model.
@NullMarked
package dev.millrace.api;

import org.jspecify.annotations.NullMarked;
