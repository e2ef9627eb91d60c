/// What may be uploaded, as far as operators change it without a deployment.
@NullMarked
package dev.millrace.presign.flag;

import org.jspecify.annotations.NullMarked;
