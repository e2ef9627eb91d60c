/// Creates uploads and signs the requests that send their bytes to S3.
@NullMarked
package dev.millrace.presign;

import org.jspecify.annotations.NullMarked;
