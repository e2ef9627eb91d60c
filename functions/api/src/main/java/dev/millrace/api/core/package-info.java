/// How uploads stand, what was understood of them, and whether the API can work.
@NullMarked
package dev.millrace.api.core;

import org.jspecify.annotations.NullMarked;
