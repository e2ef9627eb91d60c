/// ElasticMQ inside this process, with the template's queues.
@NullMarked
package dev.millrace.local.sqs;

import org.jspecify.annotations.NullMarked;
