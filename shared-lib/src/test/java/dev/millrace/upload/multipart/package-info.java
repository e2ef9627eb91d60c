@NullMarked
package dev.millrace.upload.multipart;

import org.jspecify.annotations.NullMarked;
