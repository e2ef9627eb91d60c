@NullMarked
package dev.millrace.event;

import org.jspecify.annotations.NullMarked;
