/// Tokens of an OpenID Connect provider.
@NullMarked
package dev.millrace.auth.jwt;

import org.jspecify.annotations.NullMarked;
