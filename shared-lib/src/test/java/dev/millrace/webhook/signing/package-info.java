@NullMarked
package dev.millrace.webhook.signing;

import org.jspecify.annotations.NullMarked;
