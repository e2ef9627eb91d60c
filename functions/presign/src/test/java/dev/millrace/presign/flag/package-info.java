@NullMarked
package dev.millrace.presign.flag;

import org.jspecify.annotations.NullMarked;
