@NullMarked
package dev.millrace.extraction.mail;

import org.jspecify.annotations.NullMarked;
