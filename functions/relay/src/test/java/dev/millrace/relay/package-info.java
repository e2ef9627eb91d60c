@NullMarked
package dev.millrace.relay;

import org.jspecify.annotations.NullMarked;
