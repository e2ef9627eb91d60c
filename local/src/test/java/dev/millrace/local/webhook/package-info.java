@NullMarked
package dev.millrace.local.webhook;

import org.jspecify.annotations.NullMarked;
