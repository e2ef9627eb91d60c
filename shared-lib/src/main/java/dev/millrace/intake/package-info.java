/// How functions take files in, put together in one place.
@NullMarked
package dev.millrace.intake;

import org.jspecify.annotations.NullMarked;
