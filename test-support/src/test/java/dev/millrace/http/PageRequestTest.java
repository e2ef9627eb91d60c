package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.json.Json;
import dev.millrace.page.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
  private static final String PATH = "/v1/things";
  private static final Map<String, String> FILTER = Map.of("state", "FAILED", "limit", "2");

  @Test
  void theFirstPageIsOfFiftyItems() {
    PageRequest first = PageRequest.of(Requests.get(PATH, Map.of()));

    assertThat(first.limit()).isEqualTo(50);
    assertThat(first.after()).isEmpty();
  }

  @Test
  void aCursorLeadsToTheNextPage() {
    HttpResponse page =
        PageRequest.of(Requests.get(PATH, FILTER)).answer(new Page<>(List.of("a", "b"), "b é"));
    String cursor = Json.tree(page.body()).path("nextCursor").asText();

    assertThat(Json.tree(page.body()).path("items")).hasSize(2);
    assertThat(page.headers())
        .containsEntry(
            "link", "</v1/things?cursor=%s&limit=2&state=FAILED>; rel=\"next\"".formatted(cursor));
    assertThat(after(Map.of("state", "FAILED", "cursor", cursor))).isEqualTo("b é");
  }

  @Test
  void theLastPageHasNoCursor() {
    HttpResponse page =
        PageRequest.of(Requests.get(PATH, Map.of())).answer(new Page<>(List.of(), null));

    assertThat(page.body()).isEqualTo("{\"items\":[]}");
    assertThat(page.headers()).doesNotContainKey("link");
  }

  @Test
  void aCursorIsOfNoUseElsewhere() {
    HttpResponse page =
        PageRequest.of(Requests.get(PATH, FILTER)).answer(new Page<>(List.of("a"), "a"));
    Map<String, String> query =
        Map.of("state", "FAILED", "cursor", Json.tree(page.body()).path("nextCursor").asText());

    assertRefused(Requests.get("/v1/others", query));
    assertRefused(Requests.get(PATH, Map.of("cursor", String.valueOf(query.get("cursor")))));
    assertRefused(Requests.request(PATH, query, Map.of(), "other", "192.0.2.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "????", "AAAAAAAAAAA", "AAAAAAAAAAAAAAAA", "eyJ0IjoxfQ=="})
  void anInventedCursorIsRefused(String cursor) {
    assertRefused(Requests.get(PATH, Map.of("cursor", cursor)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "ten", "", "1.5", "01"})
  void anotherLimitIsRefused(String limit) {
    assertThatThrownBy(() -> PageRequest.of(Requests.get(PATH, Map.of("limit", limit))))
        .isInstanceOf(ApiProblem.class)
        .hasMessage("limit must be a whole number from 1 to 100");
  }

  private static void assertRefused(HttpRequest request) {
    assertThatThrownBy(() -> PageRequest.of(request))
        .isInstanceOfSatisfying(
            ApiProblem.class, problem -> assertThat(problem.code()).isEqualTo("invalid_cursor"));
  }

  private static String after(Map<String, String> query) {
    return PageRequest.of(Requests.get(PATH, query)).after().orElseThrow();
  }
}
