/// Lists that are read a page at a time.
@NullMarked
package dev.millrace.page;

import org.jspecify.annotations.NullMarked;
