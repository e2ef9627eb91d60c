/// A subscriber on this machine, for the demo and for `./millrace listen`.
@NullMarked
package dev.millrace.local.webhook;

import org.jspecify.annotations.NullMarked;
