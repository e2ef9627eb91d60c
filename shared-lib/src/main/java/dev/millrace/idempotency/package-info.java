/// Requests that may be repeated and still happen once (`Idempotency-Key`).
@NullMarked
package dev.millrace.idempotency;

import org.jspecify.annotations.NullMarked;
