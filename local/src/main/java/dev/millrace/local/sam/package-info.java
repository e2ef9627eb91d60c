/// Reads a SAM template: intrinsic functions, parameters, conditions and globals resolved.
@NullMarked
package dev.millrace.local.sam;

import org.jspecify.annotations.NullMarked;
