/// Models that lie in S3.
@NullMarked
package dev.millrace.inference.s3;

import org.jspecify.annotations.NullMarked;
