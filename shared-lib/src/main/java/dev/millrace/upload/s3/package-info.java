/// Original and derived objects in S3.
@NullMarked
package dev.millrace.upload.s3;

import org.jspecify.annotations.NullMarked;
