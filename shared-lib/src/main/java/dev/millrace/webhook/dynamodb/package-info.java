/// Endpoints, deliveries and attempts in the webhooks table, and the outbox in the uploads table.
@NullMarked
package dev.millrace.webhook.dynamodb;

import org.jspecify.annotations.NullMarked;
