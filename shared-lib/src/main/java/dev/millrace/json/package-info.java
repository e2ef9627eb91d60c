/// The one JSON form of this project.
@NullMarked
package dev.millrace.json;

import org.jspecify.annotations.NullMarked;
