@NullMarked
package dev.millrace.socket;

import org.jspecify.annotations.NullMarked;
