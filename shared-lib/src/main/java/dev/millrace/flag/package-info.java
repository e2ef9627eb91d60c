/// Limits and switches that operators change without a deployment.
@NullMarked
package dev.millrace.flag;

import org.jspecify.annotations.NullMarked;
