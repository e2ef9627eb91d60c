/// Who may pass, whatever asks and wherever keys are kept.
@NullMarked
package dev.millrace.authorizer.core;

import org.jspecify.annotations.NullMarked;
