/// The S3 door: a bucket's objects, form policies, CORS and the events that uploads emit.
@NullMarked
package dev.millrace.local.s3;

import org.jspecify.annotations.NullMarked;
