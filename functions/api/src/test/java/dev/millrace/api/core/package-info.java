@NullMarked
package dev.millrace.api.core;

import org.jspecify.annotations.NullMarked;
