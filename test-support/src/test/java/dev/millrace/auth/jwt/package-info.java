@NullMarked
package dev.millrace.auth.jwt;

import org.jspecify.annotations.NullMarked;
