@NullMarked
package dev.millrace.webhook.circuit;

import org.jspecify.annotations.NullMarked;
