/// The system of `template.yaml`, whole, on one machine: JVM only, without an AWS account.
@NullMarked
package dev.millrace.local;

import org.jspecify.annotations.NullMarked;
