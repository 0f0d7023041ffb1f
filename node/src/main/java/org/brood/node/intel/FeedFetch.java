package org.brood.node.intel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.brood.node.config.IntelFeed;
import org.brood.notify.Authorities;
import org.jspecify.annotations.Nullable;

/// Brings a feed, unless it is what it was: conditional requests of HTTP (RFC 9110, section 13),
/// size and time of a file.
///
/// Redirects are followed, never from https to http; credentials go nowhere but to the origin that
/// the settings name.
final class FeedFetch {
  private static final int MAX_REDIRECTS = 5;
  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final long MAX_CREDENTIALS = 1 << 16;
  private static final int BUFFER = 1 << 16;

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

  private final IntelFeed feed;

  /// @param etag of the last good one, empty if there is none
  /// @param modified its time, as the server or the file has it
  record Mark(String etag, String modified) {
    static final Mark NONE = new Mark("", "");
  }

  /// @param isNew whether there is a new one, which is in the file that was named
  record Got(boolean isNew, Mark mark) {}

  FeedFetch(IntelFeed feed) {
    this.feed = feed;
  }

  /// Looks once.
  ///
  /// @param known what the last good one had
  /// @param into where a new one goes
  /// @throws IOException in one sentence, if it cannot be had
  Got fetch(Mark known, Path into) throws IOException, InterruptedException {
    return switch (feed.place()) {
      case IntelFeed.Place.Disk(Path file) -> disk(file, known, into);
      case IntelFeed.Place.Web(URI uri) -> web(uri, known, into);
    };
  }

  private Got disk(Path file, Mark known, Path into) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read", e);
    }
    Mark now =
        new Mark(
            attributes.fileKey() + "/" + attributes.size(),
            attributes.lastModifiedTime().toString());
    if (now.equals(known)) {
      return new Got(false, now);
    }
    try (InputStream in = Files.newInputStream(file)) {
      save(in, into);
    }
    return new Got(true, now);
  }

  private void save(InputStream in, Path into) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = feed.maxBytes();
    try (OutputStream out = Files.newOutputStream(into)) {
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        left -= got;
        if (left < 0) {
          throw tooLarge(feed);
        }
        out.write(buffer, 0, got);
      }
    }
  }

  static IOException tooLarge(IntelFeed feed) {
    return new IOException("more than " + feed.maxBytes() + " bytes (max-size)");
  }

  // ---- HTTP

  private Got web(URI first, Mark known, Path into) throws IOException, InterruptedException {
    Map<String, String> credentials = credentials();
    AtomicBoolean late = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    try (HttpClient client = client()) {
      Thread.ofVirtual().start(() -> endInTime(client, done, late));
      return follow(client, first, known, credentials, into);
    } catch (IOException e) {
      throw late.get()
          ? new IOException("took longer than " + feed.timeout().toSeconds() + " s", e)
          : e;
    } finally {
      done.countDown();
    }
  }

  /// Breaks off what takes too long, such as an answer that comes a byte a minute.
  private void endInTime(HttpClient client, CountDownLatch done, AtomicBoolean late) {
    try {
      if (!done.await(feed.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        late.set(true);
        client.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Got follow(
      HttpClient client, URI first, Mark known, Map<String, String> credentials, Path into)
      throws IOException, InterruptedException {
    URI at = first;
    for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
      HttpResponse<InputStream> answer =
          client.send(
              request(at, known, isSameOrigin(first, at) ? credentials : Map.of()),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        int status = answer.statusCode();
        if (status == OK) {
          save(body, into);
          return new Got(true, new Mark(header(answer, "etag"), header(answer, "last-modified")));
        }
        if (status == NOT_MODIFIED && !known.equals(Mark.NONE)) {
          return new Got(false, known);
        }
        if (!REDIRECTS.contains(status)) {
          throw new IOException("the server answers " + status);
        }
        at = next(at, header(answer, "location"));
      }
    }
    throw new IOException("more than " + MAX_REDIRECTS + " redirects");
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private HttpRequest request(URI at, Mark known, Map<String, String> credentials)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at)
            .timeout(feed.timeout())
            .header("User-Agent", "brood")
            .header("Accept-Encoding", "gzip");
    if (!known.etag().isEmpty()) {
      request.header("If-None-Match", known.etag());
    }
    if (!known.modified().isEmpty()) {
      request.header("If-Modified-Since", known.modified());
    }
    try {
      credentials.forEach(request::header);
    } catch (IllegalArgumentException e) {
      // Its message would show what nobody may see.
      throw new IOException(feed.access().credentials() + ": holds a header that cannot be sent");
    }
    return request.GET().build();
  }

  private static boolean isSameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && one.getPort() == other.getPort();
  }

  private static URI next(URI at, String location) throws IOException {
    try {
      URI next = at.resolve(location);
      String scheme = String.valueOf(next.getScheme());
      boolean secure = scheme.equalsIgnoreCase("https");
      boolean asBefore = scheme.equalsIgnoreCase(at.getScheme()) && scheme.equalsIgnoreCase("http");
      if (!location.isEmpty() && next.getHost() != null && (secure || asBefore)) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IOException("the server sends elsewhere: " + location);
  }

  private HttpClient client() throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT.compareTo(feed.timeout()) < 0 ? CONNECT : feed.timeout());
    Path authorities = feed.access().authorities();
    if (authorities != null) {
      builder.sslContext(Authorities.of(authorities));
    }
    return builder.build();
  }

  /// The headers of the credentials' file: `Name: value`, or `user:password` (RFC 7617).
  private Map<String, String> credentials() throws IOException {
    Path file = feed.access().credentials();
    return file == null ? Map.of() : credentials(file);
  }

  private static Map<String, String> credentials(Path file) throws IOException {
    List<String> lines;
    try {
      if (Files.size(file) > MAX_CREDENTIALS) {
        throw new IOException(file + ": too large");
      }
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read", e);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines) {
      String text = line.strip();
      int colon = text.indexOf(':');
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (colon <= 0) {
        throw new IOException(file + ": expected NAME: VALUE or USER:PASSWORD");
      }
      if (colon + 1 < text.length() && text.charAt(colon + 1) == ' ') {
        headers.put(text.substring(0, colon), text.substring(colon + 1).strip());
      } else {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        headers.put("Authorization", "Basic " + encoded);
      }
    }
    return headers;
  }

  /// Why something failed, in one line.
  static String reason(Throwable error) {
    @Nullable String text = error.getMessage();
    for (Throwable cause = error.getCause();
        text == null && cause != null;
        cause = cause.getCause()) {
      text = cause.getMessage();
    }
    return text == null || text.isBlank()
        ? error.getClass().getSimpleName()
        : text.replace('\n', ' ');
  }
}
