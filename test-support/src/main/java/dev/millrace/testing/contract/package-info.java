/// What every implementation of a port must do, be it a fake or the real one.
@NullMarked
package dev.millrace.testing.contract;

import org.jspecify.annotations.NullMarked;
