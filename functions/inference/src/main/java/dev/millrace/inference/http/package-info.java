/// The routes that need a model at once.
@NullMarked
package dev.millrace.inference.http;

import org.jspecify.annotations.NullMarked;
