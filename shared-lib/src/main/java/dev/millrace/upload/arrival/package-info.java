/// What happens when bytes arrive: admitted once, scanned, verified, and known if they came before.
@NullMarked
package dev.millrace.upload.arrival;

import org.jspecify.annotations.NullMarked;
