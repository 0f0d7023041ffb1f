package org.brood.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/// A text in JSON that is posted to a program. Answers from 200 to 299 say that it has arrived;
/// 408, 429 and those from 500 on say that it may work later; no other location is followed.
///
/// @param headerFile with a header a line, such as `Authorization: Bearer …`; read for each request
/// @param authorities a file in PEM of whom to trust, empty for those that Java comes with
public record Webhook(String url, String headerFile, String authorities, String json)
    implements Parcel {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int OTHER = 300;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  @Override
  public void send() throws Refused, IOException {
    HttpRequest request = request();
    judge(post(request), request.uri());
  }

  /// Posts it.
  ///
  /// @return the status of the answer
  private int post(HttpRequest request) throws Refused, IOException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .sslContext(Authorities.of(authorities))
            .build()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException e) {
      throw new IOException(request.uri().getHost() + ": " + e, e);
    }
  }

  private static void judge(int status, URI uri) throws Refused, IOException {
    if (status >= OK && status < OTHER) {
      return;
    }
    String text = uri.getHost() + " answers " + status;
    if (status == TIMEOUT || status == TOO_MANY || status >= SERVER_ERROR) {
      throw new IOException(text);
    }
    throw new Refused(text);
  }

  private HttpRequest request() throws Refused {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(ANSWER)
              .setHeader("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
      if (!headerFile.isEmpty()) {
        for (String line : Files.readAllLines(Path.of(headerFile), StandardCharsets.UTF_8)) {
          int colon = line.indexOf(':');
          if (colon > 0) {
            request.setHeader(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
          } else if (!line.isBlank()) {
            throw new Refused(headerFile + " has a line that is no header");
          }
        }
      }
      return request.build();
    } catch (InvalidPathException | IOException e) {
      throw new Refused("the headers can't be read: " + e);
    } catch (IllegalArgumentException e) {
      throw new Refused("URL or headers of the webhook make no sense");
    }
  }
}
