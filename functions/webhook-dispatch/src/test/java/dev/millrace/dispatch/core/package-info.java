@NullMarked
package dev.millrace.dispatch.core;

import org.jspecify.annotations.NullMarked;
