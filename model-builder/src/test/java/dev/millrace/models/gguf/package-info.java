@NullMarked
package dev.millrace.models.gguf;

import org.jspecify.annotations.NullMarked;
