@NullMarked
package dev.millrace.idempotency;

import org.jspecify.annotations.NullMarked;
