/// Which uploads may be created, and what is granted for them.
@NullMarked
package dev.millrace.presign.core;

import org.jspecify.annotations.NullMarked;
