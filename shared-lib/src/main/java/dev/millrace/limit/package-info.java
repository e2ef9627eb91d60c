/// Bounds on what a caller may use: how often, how much, and how many at a time.
@NullMarked
package dev.millrace.limit;

import org.jspecify.annotations.NullMarked;
