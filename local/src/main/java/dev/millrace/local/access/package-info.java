/// The access keys that the local services accept.
@NullMarked
package dev.millrace.local.access;

import org.jspecify.annotations.NullMarked;
