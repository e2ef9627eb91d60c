@NullMarked
package dev.millrace.models.npm;

import org.jspecify.annotations.NullMarked;
