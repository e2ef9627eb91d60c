/// The routes of this function and the bodies that they write.
@NullMarked
package dev.millrace.api.http;

import org.jspecify.annotations.NullMarked;
