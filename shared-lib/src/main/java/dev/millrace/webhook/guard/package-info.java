/// Where webhooks may be sent: URLs and addresses that are no danger to this network.
@NullMarked
package dev.millrace.webhook.guard;

import org.jspecify.annotations.NullMarked;
