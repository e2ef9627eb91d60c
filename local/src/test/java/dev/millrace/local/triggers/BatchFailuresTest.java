package dev.millrace.local.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.lambda.InvocationResult;
import dev.millrace.local.lambda.InvocationResult.Answered;
import dev.millrace.local.lambda.InvocationResult.Failed;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchFailuresTest {
  private static final List<String> ITEMS = List.of("a", "b");

  @Test
  void readsWhatFailed() {
    assertThat(partly("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}")).containsExactly("b");
    assertThat(partly("{\"batchItemFailures\":[]}")).isEmpty();
    assertThat(partly("null")).isEmpty();
    assertThat(partly("")).isEmpty();
  }

  @Test
  void trustsNoAnswerThatNamesStrangers() {
    assertThat(partly("{\"batchItemFailures\":[{\"itemIdentifier\":\"x\"}]}"))
        .containsExactly("a", "b");
    assertThat(partly("{\"batchItemFailures\":[{}]}")).containsExactly("a", "b");
    assertThat(partly("not json")).containsExactly("a", "b");
  }

  @Test
  void takesAFaultForAllAndAnAnswerForNoneUnlessFailuresAreNamed() {
    assertThat(BatchFailures.of(new Failed("X", "x"), ITEMS, true)).containsExactly("a", "b");
    assertThat(
            BatchFailures.of(
                new Answered("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}"), ITEMS, false))
        .isEmpty();
  }

  private static Set<String> partly(String answer) {
    InvocationResult result = new Answered(answer);
    return BatchFailures.of(result, ITEMS, true);
  }
}
