@NullMarked
package dev.millrace.extraction.web;

import org.jspecify.annotations.NullMarked;
