@NullMarked
package dev.millrace.dispatch.http;

import org.jspecify.annotations.NullMarked;
