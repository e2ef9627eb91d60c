/// Big files through the whole system while parts of it keep dying.
@NullMarked
package dev.millrace.bench.heavy;

import org.jspecify.annotations.NullMarked;
