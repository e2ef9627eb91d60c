/// Fits the default image classifier to classes of one's own, from a folder of photos.
@NullMarked
package dev.millrace.fit;

import org.jspecify.annotations.NullMarked;
