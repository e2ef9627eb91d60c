/// What pages in browsers may do, found out by doing it.
@NullMarked
package dev.millrace.api.browser;

import org.jspecify.annotations.NullMarked;
