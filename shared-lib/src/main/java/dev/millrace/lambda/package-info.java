/// What every function shares towards Lambda: SQS batches, leases that are renewed, logs and
/// traces.
@NullMarked
package dev.millrace.lambda;

import org.jspecify.annotations.NullMarked;
