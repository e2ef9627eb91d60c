/// What an attempt to deliver is and what follows from it. Knows no AWS and no HTTP.
@NullMarked
package dev.millrace.dispatch.core;

import org.jspecify.annotations.NullMarked;
