@NullMarked
package dev.millrace.flag;

import org.jspecify.annotations.NullMarked;
