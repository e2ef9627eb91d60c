/// Reads HTML, and EPUB, which is a zip of HTML, with jsoup.
@NullMarked
package dev.millrace.extraction.web;

import org.jspecify.annotations.NullMarked;
