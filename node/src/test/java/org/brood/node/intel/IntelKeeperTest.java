package org.brood.node.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.brood.node.config.ConfigException;
import org.brood.node.config.IntelFeed;
import org.brood.node.config.IntelFeeds;
import org.brood.telemetry.Meters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Feeds of a server in all its moods.
class IntelKeeperTest {
  private static final String TEN =
      "a.example\nb.example\nc.example\nd.example\ne.example\nf.example\ng.example\nh.example\ni.example\nj.example\n";

  @TempDir private Path folder;
  private FeedServer server;
  private final Meters meters = new Meters();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private long now = Feeds.NOW;

  @BeforeEach
  void open() throws IOException {
    server = FeedServer.plain();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private IntelKeeper keeper() throws IOException {
    InstantSource clock = () -> java.time.Instant.ofEpochMilli(now);
    Files.createDirectories(folder.resolve("intel"));
    return new IntelKeeper(
        folder.resolve("intel"),
        meters,
        new PrintStream(said, true, StandardCharsets.UTF_8),
        clock);
  }

  private IntelFeed feed(String... more) throws IOException, ConfigException {
    String[] settings = Arrays.copyOf(more, more.length + 1);
    settings[more.length] = "url = " + server.url();
    return Feeds.of(folder, settings);
  }

  private IntelFeed list() throws IOException, ConfigException {
    return feed("format = list");
  }

  /// The indicators that scripts see.
  private List<String> indicators() throws IOException {
    Path data = folder.resolve("intel/test.dat");
    return Files.exists(data)
        ? Files.readAllLines(data).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t", -1)[0])
            .toList()
        : List.of();
  }

  /// The line of the feed in `status`, its times left out.
  private String status() throws IOException {
    String[] cells = Files.readAllLines(folder.resolve("intel/status")).getLast().split("\t", -1);
    return String.join(" ", cells[0], cells[1], cells[4], cells[5], cells[6]);
  }

  @Test
  void whatComesIsThereForScripts() throws Exception {
    server.answers(200, "b.example\nnot one\n192.0.2.1\n");
    IntelKeeper keeper = keeper();

    keeper.look(list());

    assertThat(Files.readAllLines(folder.resolve("intel/test.dat")))
        .containsExactly(
            Indicator.HEADER.strip(),
            "192.0.2.1\tIntel::ADDR\ttest\t-\t-\tF\t-",
            "b.example\tIntel::DOMAIN\ttest\t-\t-\tF\t-");
    assertThat(status()).isEqualTo("test 2 0 good 1 wrong (line 2: no indicator: not one)");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo("intel feed test: 2 indicators, 1 wrong (line 2: no indicator: not one)\n");
  }

  @Test
  void whatIsTheSameIsNotSentAgain() throws Exception {
    server.answers(exchange -> {
      boolean known = "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      exchange.getResponseHeaders().set("Last-Modified", "Tue, 14 Nov 2023 00:00:00 GMT");
      FeedServer.send(exchange, known ? 304 : 200, known ? "" : TEN);
    });
    IntelKeeper keeper = keeper();
    keeper.look(list());
    Object file = Files.getAttribute(folder.resolve("intel/test.dat"), "unix:ino");

    now += 1000;
    keeper.look(list());

    assertThat(server.asked.getLast().getFirst("If-Modified-Since"))
        .isEqualTo("Tue, 14 Nov 2023 00:00:00 GMT");
    assertThat(status()).isEqualTo("test 10 0 good -");
    assertThat(Files.getAttribute(folder.resolve("intel/test.dat"), "unix:ino")).isEqualTo(file);
    assertThat(Files.readString(folder.resolve("intel/status"))).contains("\t1700000001.000\t");
  }

  @Test
  void theLastGoodOneIsKnownAfterARestart() throws Exception {
    server.answers(exchange -> {
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      FeedServer.send(exchange, 200, TEN);
    });
    keeper().look(list());

    server.answers(503, "");
    IntelKeeper second = keeper();
    second.refresh(new IntelFeeds(List.of(list()), List.of()));
    assertThat(server.asked).as("it is younger than the interval").hasSize(1);
    assertThat(status()).isEqualTo("test 10 0 none -");

    now += Duration.ofHours(2).toMillis();
    second.refresh(new IntelFeeds(List.of(list()), List.of()));

    assertThat(server.asked.getLast().getFirst("If-None-Match")).isEqualTo("\"1\"");
    assertThat(status()).isEqualTo("test 10 1 failed the server answers 503");
    assertThat(indicators()).hasSize(10);
    assertThat(meters.value("brood_intel_feed_indicators{feed=\"test\"}")).isEqualTo(10);
    assertThat(meters.value("brood_intel_feed_age_seconds{feed=\"test\"}")).isEqualTo(7200);
    assertThat(meters.value("brood_intel_feed_failures_total{feed=\"test\"}")).isEqualTo(1);
  }

  @Test
  void aPageOfWordsIsNoFeed() throws Exception {
    server.answers(200, TEN);
    IntelKeeper keeper = keeper();
    keeper.look(list());

    server.answers(200, "<html>\n<body>\nwe moved\n</body>\n");
    keeper.look(list());

    assertThat(status()).startsWith("test 10 1 failed not the format that was said: 4 wrong");
    assertThat(indicators()).hasSize(10);
  }

  @Test
  void aFeedThatShrinksTooMuchIsRefused() throws Exception {
    server.answers(200, TEN);
    IntelKeeper keeper = keeper();
    keeper.look(list());

    server.answers(200, "a.example\nb.example\nc.example\nd.example\n");
    keeper.look(list());
    assertThat(status())
        .isEqualTo("test 10 1 shrunk 4 indicators after 10, less than 50% (min-share)");
    assertThat(indicators()).hasSize(10);

    server.answers(200, "a.example\nb.example\nc.example\nd.example\nz.example\n");
    keeper.look(list());
    assertThat(status()).isEqualTo("test 5 0 good -");
    assertThat(indicators())
        .containsExactly("a.example", "b.example", "c.example", "d.example", "z.example");
  }

  @Test
  void anEmptyAnswerIsRefusedToo() throws Exception {
    server.answers(200, TEN);
    IntelKeeper keeper = keeper();
    keeper.look(list());

    server.answers(200, "");
    keeper.look(list());

    assertThat(status()).startsWith("test 10 1 shrunk 0 indicators after 10");
    assertThat(indicators()).hasSize(10);
  }

  @Test
  void whoAllowsItLosesAll() throws Exception {
    server.answers(200, TEN);
    IntelKeeper keeper = keeper();
    keeper.look(feed("format = list", "min-share = 0%"));

    server.answers(200, "");
    keeper.look(feed("format = list", "min-share = 0%"));

    assertThat(status()).isEqualTo("test 0 0 good -");
    assertThat(indicators()).isEmpty();
  }

  @Test
  void anAnswerThatEndsTooEarlyIsBroken() throws Exception {
    server.answers(200, TEN);
    IntelKeeper keeper = keeper();
    keeper.look(list());

    server.answers(exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write(TEN.getBytes(StandardCharsets.UTF_8));
    });
    keeper.look(list());

    assertThat(status()).startsWith("test 10 1 failed ");
    assertThat(indicators()).hasSize(10);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void packedAnswersAreUnpacked() throws Exception {
    server.answers(exchange -> {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      FeedServer.send(exchange, 200, packed(TEN));
    });
    IntelKeeper keeper = keeper();
    keeper.look(list());
    assertThat(indicators()).hasSize(10);

    byte[] whole = packed(TEN + "k.example\n");
    server.answers(
        exchange -> FeedServer.send(exchange, 200, Arrays.copyOf(whole, whole.length - 10)));
    keeper.look(list());
    assertThat(status()).startsWith("test 10 1 failed ");
  }

  @Test
  void aFeedHasASizeThatIsBounded() throws Exception {
    IntelKeeper keeper = keeper();
    server.answers(200, "a".repeat(60) + ".example\n");
    keeper.look(feed("format = list", "max-size = 69"));
    assertThat(status()).isEqualTo("test 1 0 good -");

    keeper.look(feed("format = list", "max-size = 68"));
    assertThat(status()).isEqualTo("test 1 1 failed more than 68 bytes (max-size)");

    server.answers(
        exchange -> FeedServer.send(exchange, 200, packed("a.example\n".repeat(100_000))));
    keeper.look(feed("format = list", "max-size = 100k"));
    assertThat(status()).isEqualTo("test 1 2 failed more than 102400 bytes (max-size)");
  }

  @Test
  void anAnswerThatDoesNotEndIsBrokenOff() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    server.answers(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(TEN.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });

    keeper().look(feed("format = list", "timeout = 1s"));
    end.countDown();

    assertThat(status()).isEqualTo("test 0 1 failed took longer than 1 s");
    assertThat(indicators()).isEmpty();
  }

  @Test
  void redirectsAreFollowedButNotForEver() throws Exception {
    server.answers(exchange -> {
      boolean there = exchange.getRequestURI().getPath().equals("/there");
      exchange.getResponseHeaders().set("Location", "/there");
      FeedServer.send(exchange, there ? 200 : 302, there ? TEN : "");
    });
    IntelKeeper keeper = keeper();
    keeper.look(list());
    assertThat(status()).isEqualTo("test 10 0 good -");

    server.answers(exchange -> {
      exchange.getResponseHeaders().set("Location", "/again");
      FeedServer.send(exchange, 301, "");
    });
    keeper.look(list());
    assertThat(status()).isEqualTo("test 10 1 failed more than 5 redirects");
  }

  @Test
  void credentialsGoToTheirOriginAloneAndServersProveThemselves() throws Exception {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "X-Api-Key: key of mine\nmallory:pass word\n");
    try (FeedServer secure = FeedServer.secure(folder);
        FeedServer other = FeedServer.secure(Files.createDirectories(folder.resolve("other")))) {
      String[] settings = {
        "format = list",
        "url = " + secure.url(),
        "credentials-file = " + secret,
        "ca-file = " + folder.resolve("server.pem")
      };
      secure.answers(200, TEN);
      IntelKeeper keeper = keeper();
      keeper.look(Feeds.of(folder, settings));
      assertThat(status()).isEqualTo("test 10 0 good -");
      assertThat(secure.asked.getLast().getFirst("X-Api-Key")).isEqualTo("key of mine");
      assertThat(secure.asked.getLast().getFirst("Authorization"))
          .isEqualTo("Basic bWFsbG9yeTpwYXNzIHdvcmQ=");

      // The other one's certificate is trusted here, but it is not whose secret this is.
      Files.writeString(
          folder.resolve("server.pem"),
          Files.readString(folder.resolve("other/server.pem")),
          java.nio.file.StandardOpenOption.APPEND);
      secure.answers(exchange -> {
        exchange.getResponseHeaders().set("Location", other.url());
        FeedServer.send(exchange, 307, "");
      });
      other.answers(200, TEN + "k.example\n");
      keeper.look(Feeds.of(folder, settings));
      assertThat(status()).isEqualTo("test 11 0 good -");
      assertThat(other.asked.getLast()).doesNotContainKeys("X-api-key", "Authorization");

      secure.answers(exchange -> {
        exchange.getResponseHeaders().set("Location", server.url());
        FeedServer.send(exchange, 307, "");
      });
      keeper.look(Feeds.of(folder, settings));
      assertThat(status())
          .isEqualTo("test 11 1 failed the server sends elsewhere: " + server.url());
      assertThat(server.asked).isEmpty();

      settings[3] = "";
      keeper.look(Feeds.of(folder, settings));
      assertThat(status()).startsWith("test 11 2 failed ").contains("certification path");
      assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("mine", "pass");
    }
  }

  @Test
  void aSecretThatCannotBeSentIsNotShown() throws Exception {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "Bad Header: key of mine\n");

    keeper()
        .look(
            Feeds.of(
                folder,
                "format = list",
                "url = https://localhost:1/",
                "credentials-file = " + secret));

    assertThat(status())
        .isEqualTo("test 0 1 failed " + secret + ": holds a header that cannot be sent");
  }

  @Test
  void aFileIsReadWhenItChanges() throws Exception {
    Path file = folder.resolve("list.txt");
    IntelFeed feed = Feeds.of(folder, "file = list.txt", "format = list");
    IntelKeeper keeper = keeper();
    keeper.look(feed);
    assertThat(status()).isEqualTo("test 0 1 failed " + file + ": cannot be read");

    Files.writeString(file, "a.example\n");
    keeper.look(feed);
    assertThat(status()).isEqualTo("test 1 0 good -");

    Files.writeString(file, "b.example\nc.example\n");
    keeper.look(feed);
    assertThat(indicators()).containsExactly("b.example", "c.example");
  }

  @Test
  void otherSettingsReadTheFeedAnew() throws Exception {
    server.answers(exchange -> {
      boolean known = exchange.getRequestHeaders().containsKey("If-None-Match");
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      FeedServer.send(exchange, known ? 304 : 200, known ? "" : TEN);
    });
    IntelKeeper keeper = keeper();
    keeper.look(list());

    keeper.look(feed("format = list", "type = USER_NAME"));

    assertThat(Files.readString(folder.resolve("intel/test.dat"))).contains("Intel::USER_NAME");
  }

  @Test
  void whatExpiresLeavesThoughTheFeedIsTheSame() throws Exception {
    server.answers(exchange -> {
      boolean known = exchange.getRequestHeaders().containsKey("If-None-Match");
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      FeedServer.send(
          exchange,
          known ? 304 : 200,
          known
              ? ""
              : """
              {"objects": [
                {"type": "indicator", "pattern": "[domain-name:value = 'a.example']"},
                {"type": "indicator", "pattern": "[domain-name:value = 'b.example']",
                 "valid_until": "2023-11-15T00:00:00Z"}]}
              """);
    });
    IntelKeeper keeper = keeper();
    keeper.look(feed("format = stix"));
    assertThat(indicators()).containsExactly("a.example", "b.example");

    now += Duration.ofDays(2).toMillis();
    keeper.look(feed("format = stix"));

    assertThat(indicators()).containsExactly("a.example");
    assertThat(status()).isEqualTo("test 1 0 good 1 not valid now");
  }

  @Test
  void pausesGrowWithFailuresUpToTheInterval() throws Exception {
    IntelFeed feed = feed("format = list", "interval = 10m");

    assertThat(IntelKeeper.pauseMillis(feed, 0, 0)).isEqualTo(600_000);
    assertThat(IntelKeeper.pauseMillis(feed, 0, 1)).isEqualTo(630_000);
    assertThat(IntelKeeper.pauseMillis(feed, 1, 0)).isEqualTo(30_000);
    assertThat(IntelKeeper.pauseMillis(feed, 1, -1)).isEqualTo(24_000);
    assertThat(IntelKeeper.pauseMillis(feed, 4, 0)).isEqualTo(240_000);
    assertThat(IntelKeeper.pauseMillis(feed, 1000, 0)).isEqualTo(600_000);
  }

  @Test
  void whatIsNotWantedAnyMoreGoes() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.answers(exchange -> {
      FeedServer.send(exchange, 200, TEN);
      asked.countDown();
    });
    try (IntelKeeper keeper = keeper()) {
      assertThat(keeper.open()).isTrue();
      keeper.keep(new IntelFeeds(List.of(list()), List.of()));
      asked.await();
      keeper.keep(IntelFeeds.NONE);
    }

    assertThat(folder.resolve("intel/test.dat")).doesNotExist();
    assertThat(Files.readAllLines(folder.resolve("intel/status"))).hasSize(1);
    assertThat(meters.readings()).isEmpty();
  }

  @Test
  void oneProcessHasTheFolder() throws Exception {
    try (IntelKeeper first = keeper();
        IntelKeeper second = keeper()) {
      assertThat(first.open()).isTrue();
      assertThat(second.open()).isFalse();
    }
  }
}
