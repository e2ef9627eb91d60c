@NullMarked
package dev.millrace.eta;

import org.jspecify.annotations.NullMarked;
