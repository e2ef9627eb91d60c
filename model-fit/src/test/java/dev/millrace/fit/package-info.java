@NullMarked
package dev.millrace.fit;

import org.jspecify.annotations.NullMarked;
