@NullMarked
package dev.millrace.intake;

import org.jspecify.annotations.NullMarked;
