@NullMarked
package dev.millrace.local.lambda;

import org.jspecify.annotations.NullMarked;
