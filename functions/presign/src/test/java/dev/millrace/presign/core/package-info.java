@NullMarked
package dev.millrace.presign.core;

import org.jspecify.annotations.NullMarked;
