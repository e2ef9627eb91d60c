@NullMarked
package dev.millrace.language;

import org.jspecify.annotations.NullMarked;
