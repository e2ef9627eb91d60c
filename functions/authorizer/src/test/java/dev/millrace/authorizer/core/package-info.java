@NullMarked
package dev.millrace.authorizer.core;

import org.jspecify.annotations.NullMarked;
