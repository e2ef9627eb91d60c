/// JSON trees without checked exceptions.
@NullMarked
package dev.millrace.local.json;

import org.jspecify.annotations.NullMarked;
