/// Secrets sealed by AWS KMS.
@NullMarked
package dev.millrace.secret.kms;

import org.jspecify.annotations.NullMarked;
