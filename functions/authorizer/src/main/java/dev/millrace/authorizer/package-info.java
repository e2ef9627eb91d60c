/// The authorizer of the HTTP API: an API key in, the caller's tenant and scopes out.
@NullMarked
package dev.millrace.authorizer;

import org.jspecify.annotations.NullMarked;
