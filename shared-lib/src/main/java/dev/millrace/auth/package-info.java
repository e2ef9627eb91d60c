/// Who may pass: API keys, tokens, and the caller that a request acts for.
@NullMarked
package dev.millrace.auth;

import org.jspecify.annotations.NullMarked;
