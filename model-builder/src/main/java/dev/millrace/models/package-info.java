/// Builds the model bundles that inference loads, from pinned public packages and at build time
/// only: one class a model, each a straight rewrite of published weights into a TorchScript
/// archive, and the metadata that tells readers what they get.
@NullMarked
package dev.millrace.models;

import org.jspecify.annotations.NullMarked;
