/// Secrets at rest: what callers entrust to us is kept sealed.
@NullMarked
package dev.millrace.secret;

import org.jspecify.annotations.NullMarked;
