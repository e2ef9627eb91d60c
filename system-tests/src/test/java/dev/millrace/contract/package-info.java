/// The contracts of the ports, held by the real adapters against the local stack's servers.
@NullMarked
package dev.millrace.contract;

import org.jspecify.annotations.NullMarked;
