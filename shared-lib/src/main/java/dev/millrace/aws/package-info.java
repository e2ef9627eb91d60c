/// SDK clients as every function builds them.
@NullMarked
package dev.millrace.aws;

import org.jspecify.annotations.NullMarked;
