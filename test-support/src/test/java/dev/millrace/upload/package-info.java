@NullMarked
package dev.millrace.upload;

import org.jspecify.annotations.NullMarked;
