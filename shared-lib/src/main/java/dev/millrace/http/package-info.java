/// HTTP as API Gateway hands it over (payload format 2.0): routing, answers and RFC 9457 problems.
@NullMarked
package dev.millrace.http;

import org.jspecify.annotations.NullMarked;
