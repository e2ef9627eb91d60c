/// The objects of uploads in S3.
@NullMarked
package dev.millrace.sweeper.s3;

import org.jspecify.annotations.NullMarked;
