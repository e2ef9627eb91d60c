/// What `./millrace fuzz` feeds with bytes of its own making. What has once gone wrong lies in
/// `src/test/resources/fuzz` and is tried again with every test.
@NullMarked
package dev.millrace.extraction.fuzz;

import org.jspecify.annotations.NullMarked;
