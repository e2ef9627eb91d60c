@NullMarked
package dev.millrace.local.s3;

import org.jspecify.annotations.NullMarked;
