@NullMarked
package dev.millrace.aws;

import org.jspecify.annotations.NullMarked;
