/// Requests to S3, signed for others to send.
@NullMarked
package dev.millrace.presign.s3;

import org.jspecify.annotations.NullMarked;
