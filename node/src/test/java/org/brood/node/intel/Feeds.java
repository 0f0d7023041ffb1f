package org.brood.node.intel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.brood.node.config.ConfigException;
import org.brood.node.config.IntelFeed;
import org.brood.node.config.IntelFeeds;

/// Feeds for tests.
final class Feeds {
  static final long NOW = 1_700_000_000_000L;

  private Feeds() {}

  /// What came of a text.
  ///
  /// @param found `TYPE text` a line
  record Read(List<String> found, String oddities) {}

  /// A feed with these settings.
  static IntelFeed of(Path folder, String... settings) throws IOException, ConfigException {
    Path file = folder.resolve("test.feeds");
    Files.writeString(file, "[test]\n" + String.join("\n", settings) + "\n");
    return IntelFeeds.read(file, "test.feeds").feeds().getFirst();
  }

  static Read read(IntelFeed feed, byte[] text) throws IOException {
    List<String> found = new ArrayList<>();
    Tally tally = new Tally(feed, one -> found.add(one.type() + " " + one.text()));
    FeedFormat.read(feed, new ByteArrayInputStream(text), tally, NOW);
    return new Read(found, tally.oddities());
  }

  static Read read(IntelFeed feed, String text) throws IOException {
    return read(feed, text.getBytes(StandardCharsets.UTF_8));
  }
}
