/// The demo: uploads files as a browser does and verifies the webhooks that follow.
@NullMarked
package dev.millrace.local.demo;

import org.jspecify.annotations.NullMarked;
