@NullMarked
package dev.millrace.sweeper.core;

import org.jspecify.annotations.NullMarked;
