@NullMarked
package dev.millrace.authorizer;

import org.jspecify.annotations.NullMarked;
