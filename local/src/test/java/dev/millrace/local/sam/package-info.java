@NullMarked
package dev.millrace.local.sam;

import org.jspecify.annotations.NullMarked;
