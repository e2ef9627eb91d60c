@NullMarked
package dev.millrace.inference.core.model;

import org.jspecify.annotations.NullMarked;
