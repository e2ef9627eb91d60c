/// The whole system, run by real child processes from the very zips that are deployed.
@NullMarked
package dev.millrace.e2e;

import org.jspecify.annotations.NullMarked;
