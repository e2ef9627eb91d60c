@NullMarked
package dev.millrace.authorizer.jwt;

import org.jspecify.annotations.NullMarked;
