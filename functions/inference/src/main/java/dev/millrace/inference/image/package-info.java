/// Pictures out of bytes that nobody vouches for.
@NullMarked
package dev.millrace.inference.image;

import org.jspecify.annotations.NullMarked;
