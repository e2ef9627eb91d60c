/// What a function reads from its environment.
@NullMarked
package dev.millrace.config;

import org.jspecify.annotations.NullMarked;
