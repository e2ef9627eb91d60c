/// Puts right whatever is due and nobody has taken up. Each repair is written only if the row still
/// stands as it was seen, so two sweepers at once do no harm.
@NullMarked
package dev.millrace.sweeper.core;

import org.jspecify.annotations.NullMarked;
