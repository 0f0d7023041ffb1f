package org.brood.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests to a program that takes notices.
final class WebhookTest {
  private static final String JSON = "{\"note\":\"Größe\"}";

  @TempDir Path folder;
  private final List<String> got = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private TestKeys keys;
  private String authorities;

  @BeforeEach
  void start() throws Exception {
    keys = TestKeys.make();
    authorities = keys.pem(folder);
    HttpsServer secured =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    secured.setHttpsConfigurator(new HttpsConfigurator(keys.server()));
    server = secured;
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /// Answers with the status that the path names.
  private void answer(HttpExchange exchange) throws IOException {
    got.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestHeaders().getFirst("Content-Type")
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    exchange.getResponseHeaders().add("Location", "/200");
    exchange.sendResponseHeaders(
        Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), -1);
    exchange.close();
  }

  private Webhook webhook(String status, String headers, String trusted) {
    return new Webhook(
        "https://localhost:" + server.getAddress().getPort() + "/" + status,
        headers,
        trusted,
        JSON);
  }

  @Test
  void theNoticeIsPostedWithTheHeadersOfTheFile() throws Exception {
    Path headers = Files.writeString(folder.resolve("headers"), "Authorization: Bearer abc\n\n");

    webhook("204", headers.toString(), authorities).send();

    assertThat(got).containsExactly("POST application/json Bearer abc " + JSON);
  }

  @Test
  void answersSayWhetherToTryAgain() {
    for (String later : List.of("408", "429", "500", "503")) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> webhook(later, "", authorities).send())
          .withMessage("localhost answers " + later);
    }
    for (String never : List.of("302", "400", "401", "404")) {
      assertThatExceptionOfType(Parcel.Refused.class)
          .isThrownBy(() -> webhook(never, "", authorities).send())
          .withMessage("localhost answers " + never);
    }
    assertThat(got).hasSize(8);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNotTrusted() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> webhook("200", "", "").send())
        .withMessageContaining("PKIX path building failed");
    assertThat(got).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsNotTriedAgain() throws Exception {
    Path headers = Files.writeString(folder.resolve("headers"), "no header\n");
    Path split = Files.writeString(folder.resolve("split"), "X\u0001: y\n");

    for (Webhook wrong :
        List.of(
            webhook("200", headers.toString(), authorities),
            webhook("200", split.toString(), authorities),
            webhook("200", folder + "/none", authorities),
            webhook("200", "", headers.toString()),
            webhook("200", "", folder + "/none"),
            new Webhook("ftp://localhost/", "", "", JSON),
            new Webhook("http://", "", "", JSON),
            new Webhook("", "", "", JSON))) {
      assertThatExceptionOfType(Parcel.Refused.class).isThrownBy(wrong::send);
    }
    assertThat(got).isEmpty();
  }

  @Test
  void aServerThatIsNotThereMayComeBack() {
    server.stop(0);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> webhook("200", "", authorities).send());
  }
}
