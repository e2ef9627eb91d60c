@NullMarked
package dev.millrace.webhook;

import org.jspecify.annotations.NullMarked;
