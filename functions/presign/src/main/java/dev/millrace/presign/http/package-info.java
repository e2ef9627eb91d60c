/// The routes of this function and the bodies that they read and write.
@NullMarked
package dev.millrace.presign.http;

import org.jspecify.annotations.NullMarked;
