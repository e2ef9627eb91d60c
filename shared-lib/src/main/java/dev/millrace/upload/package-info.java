/// One user-sent file from presign to result: its states, its runs and the ports that keep them.
@NullMarked
package dev.millrace.upload;

import org.jspecify.annotations.NullMarked;
