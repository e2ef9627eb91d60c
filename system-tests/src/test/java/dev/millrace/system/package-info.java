/// Tests of the system as a whole: its template, its architecture, its events.
@NullMarked
package dev.millrace.system;

import org.jspecify.annotations.NullMarked;
