/// The command line: `up`, `demo` and `aws`.
@NullMarked
package dev.millrace.local.command;

import org.jspecify.annotations.NullMarked;
