@NullMarked
package dev.millrace.inference.core.search;

import org.jspecify.annotations.NullMarked;
