@NullMarked
package dev.millrace.upload.s3;

import org.jspecify.annotations.NullMarked;
