/// What the API wants of the bucket.
@NullMarked
package dev.millrace.api.s3;

import org.jspecify.annotations.NullMarked;
