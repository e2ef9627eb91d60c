/// Reads e-mails in the Internet Message Format, with MIME.
@NullMarked
package dev.millrace.extraction.mail;

import org.jspecify.annotations.NullMarked;
