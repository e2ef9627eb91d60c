/// Search by meaning over what a tenant has uploaded.
@NullMarked
package dev.millrace.inference.core.search;

import org.jspecify.annotations.NullMarked;
