/// Uploads in parts: how large parts are, what has been sent, and how they are put together.
@NullMarked
package dev.millrace.upload.multipart;

import org.jspecify.annotations.NullMarked;
