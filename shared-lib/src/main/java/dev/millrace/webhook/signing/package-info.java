/// Keys that sign webhooks, as Standard Webhooks wants it, and how they are kept.
@NullMarked
package dev.millrace.webhook.signing;

import org.jspecify.annotations.NullMarked;
