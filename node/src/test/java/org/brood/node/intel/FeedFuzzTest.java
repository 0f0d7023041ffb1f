package org.brood.node.intel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.brood.node.config.ConfigException;
import org.brood.node.config.IntelFeed;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/// Feeds from a fuzzer: each is read or broken, and what is read is lines that are whole.
class FeedFuzzTest {
  private static final List<List<String>> FORMATS =
      List.of(
          List.of("format = list"),
          List.of("format = csv", "columns = indicator:1, type:2, desc:3"),
          List.of("format = zeek"),
          List.of("format = stix"));

  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "0192.0.2.1\nevil.example # x\n192.0.2.0/24\n",
            "1\"evil.example\",DOMAIN,\"a \"\"b\"\"\"\n",
            "2#fields\tindicator\tindicator_type\tmeta.desc\nx.example\tIntel::DOMAIN\ta\\x09b\n",
            "3{\"objects\":[{\"type\":\"indicator\",\"pattern\":\"[url:value = 'http://x.example/']\"}]}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void feeds(byte[] input) throws IOException, ConfigException {
    if (input.length == 0) {
      return;
    }
    String[] settings =
        Stream.concat(
                Stream.of("url = https://feeds.example/"),
                FORMATS.get(Math.floorMod(input[0], FORMATS.size())).stream())
            .toArray(String[]::new);
    IntelFeed feed = Feeds.of(folder, settings);
    Tally tally = new Tally(feed, FeedFuzzTest::check);
    try {
      FeedFormat.read(feed, new ByteArrayInputStream(input, 1, input.length - 1), tally, Feeds.NOW);
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void check(Indicator one) {
    String line = new String(one.line(), StandardCharsets.UTF_8);
    assertThat(line.split("\t", -1)).hasSize(7).doesNotContain("");
    assertThat(line).doesNotContain("\n", "\r").doesNotStartWith("#");
  }
}
