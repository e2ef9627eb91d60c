/// Single calls made in groups.
@NullMarked
package dev.millrace.batch;

import org.jspecify.annotations.NullMarked;
