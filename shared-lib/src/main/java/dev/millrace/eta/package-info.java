/// How long uploads are likely to take, learnt from those before.
@NullMarked
package dev.millrace.eta;

import org.jspecify.annotations.NullMarked;
