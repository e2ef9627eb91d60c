@NullMarked
package dev.millrace.models.tfjs;

import org.jspecify.annotations.NullMarked;
