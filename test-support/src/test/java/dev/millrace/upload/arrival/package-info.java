@NullMarked
package dev.millrace.upload.arrival;

import org.jspecify.annotations.NullMarked;
