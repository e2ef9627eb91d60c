@NullMarked
package dev.millrace.presign.s3;

import org.jspecify.annotations.NullMarked;
