/// Runs functions as Lambda does: a Runtime API and one process a sandbox.
@NullMarked
package dev.millrace.local.lambda;

import org.jspecify.annotations.NullMarked;
