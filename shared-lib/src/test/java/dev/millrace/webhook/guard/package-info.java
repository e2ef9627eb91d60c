@NullMarked
package dev.millrace.webhook.guard;

import org.jspecify.annotations.NullMarked;
