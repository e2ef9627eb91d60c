@NullMarked
package dev.millrace.presign;

import org.jspecify.annotations.NullMarked;
