@NullMarked
package dev.millrace.local.triggers;

import org.jspecify.annotations.NullMarked;
