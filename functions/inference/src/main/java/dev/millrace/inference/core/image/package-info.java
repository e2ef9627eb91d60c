/// What is seen on a picture, and how sure that is.
@NullMarked
package dev.millrace.inference.core.image;

import org.jspecify.annotations.NullMarked;
