package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserPageTest {
  private static final URI API = URI.create("http://127.0.0.1:3000");

  @TempDir Path folder;

  @Test
  void theAddressLeadsToThePageAndTellsItOfTheStack() throws IOException, InterruptedException {
    Path page = Files.createDirectories(folder.resolve("docs/browser")).resolve("upload.html");
    Files.writeString(page, "<h1>Upload</h1>");

    try (BrowserPage served = BrowserPage.beside(folder.resolve("template.yaml")).orElseThrow();
        HttpClient browser = HttpClient.newHttpClient()) {
      URI address = served.address(API, "ws://127.0.0.1:3001/live");

      assertThat(address.getFragment())
          .isEqualTo(
              "api=http://127.0.0.1:3000&socket=ws://127.0.0.1:3001/live"
                  + "&token=mk_local_development");
      assertThat(
              browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body())
          .isEqualTo("<h1>Upload</h1>");
    }
  }

  @Test
  void aTemplateElsewhereHasNone() {
    assertThat(BrowserPage.beside(folder.resolve("template.yaml"))).isEmpty();
  }
}
