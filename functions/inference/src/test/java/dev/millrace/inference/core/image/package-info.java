@NullMarked
package dev.millrace.inference.core.image;

import org.jspecify.annotations.NullMarked;
