package org.brood.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntelFeedsTest {
  @TempDir private Path folder;

  private IntelFeeds read(String text) throws IOException, ConfigException {
    Files.writeString(folder.resolve("intel.feeds"), text);
    return IntelFeeds.ofSite(folder);
  }

  @Test
  void withoutTheFileThereAreNone() throws Exception {
    assertThat(IntelFeeds.ofSite(folder).feeds()).isEmpty();
  }

  @Test
  void whatIsNotSaidIsAsItUsuallyIs() throws Exception {
    IntelFeeds feeds = read("[bad-hosts]\nurl = https://feeds.example/bad.txt\nformat = list\n");

    assertThat(feeds.warnings()).isEmpty();
    assertThat(feeds.feeds())
        .containsExactly(
            new IntelFeed(
                "bad-hosts",
                new IntelFeed.Place.Web(URI.create("https://feeds.example/bad.txt")),
                IntelFeed.Format.LIST,
                null,
                Map.of(),
                ',',
                0,
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                new IntelFeed.Access(null, null),
                "",
                false,
                50,
                256L << 20));
    assertThat(feeds.feeds().getFirst().sourceName()).isEqualTo("bad-hosts");
  }

  @Test
  void everythingCanBeSaid() throws Exception {
    IntelFeed feed =
        read("""
        # ours
        [table]
        url = https://feeds.example/t.csv
        format = csv
        type = DOMAIN
        columns = type:3, indicator:1, desc:4
        separator = tab
        skip-header = yes
        interval = 90 min
        timeout = 10s
        credentials-file = /run/secrets/feed
        ca-file = /etc/ca.pem
        source = Example Inc.
        do_notice = yes
        min-share = 80%
        max-size = 64m
        """)
            .feeds()
            .getFirst();

    assertThat(feed.type()).isEqualTo(IndicatorType.DOMAIN);
    assertThat(feed.columns())
        .isEqualTo(
            Map.of(
                IntelFeed.Column.INDICATOR, 0, IntelFeed.Column.TYPE, 2, IntelFeed.Column.DESC, 3));
    assertThat(feed.separator()).isEqualTo('\t');
    assertThat(feed.skipped()).isEqualTo(1);
    assertThat(feed.interval()).isEqualTo(Duration.ofMinutes(90));
    assertThat(feed.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(feed.access())
        .isEqualTo(new IntelFeed.Access(Path.of("/run/secrets/feed"), Path.of("/etc/ca.pem")));
    assertThat(feed.sourceName()).isEqualTo("Example Inc.");
    assertThat(feed.notice()).isTrue();
    assertThat(feed.minPercent()).isEqualTo(80);
    assertThat(feed.maxBytes()).isEqualTo(64L << 20);
  }

  @Test
  void filesBeginAtTheFileThatNamesThem() throws Exception {
    IntelFeed feed = read("[x]\nfile = lists/x.dat\nformat = zeek\n").feeds().getFirst();

    assertThat(feed.place())
        .isEqualTo(new IntelFeed.Place.Disk(folder.resolve("lists/x.dat").toAbsolutePath()));
    assertThat(feed.interval()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void plainHttpIsToldOf() throws Exception {
    assertThat(read("[x]\nurl = http://feeds.example/\nformat = list\n").warnings())
        .containsExactly("intel.feeds:2: nothing proves who answers to http");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|'expected KEY=VALUE or [FEED]'|'url'",
        "2|'there is no key ulr'|'ulr = https://x/'",
        "1|'[x] needs either url or file, and not both'|'format = list'",
        "1|'[x] needs either url or file, and not both'|'url = https://x/!file = y!format = list'",
        "2|'url: expected https://HOST/… without a user, not \"ftp://x/\"'|'url = ftp://x/!format = list'",
        "2|'url: expected https://HOST/… without a user, not \"https://a:b@x/\"'|'url = https://a:b@x/!format = list'",
        "3|'format: expected zeek, list, csv or stix, not \"xml\"'|'url = https://x/!format = xml'",
        "1|'[x]: format: expected zeek, list, csv or stix'|'url = https://x/'",
        "4|'type: expected auto or a type of indicator such as DOMAIN, not \"HOST\"'|'url = https://x/!format = list!type = HOST'",
        "4|'type means nothing for the format stix'|'url = https://x/!format = stix!type = ADDR'",
        "4|'columns means nothing for the format list'|'url = https://x/!format = list!columns = indicator:1'",
        "4|'columns: expected such as indicator:1, type:3, desc:4, url:5, not \"indicator:0\"'|'url = https://x/!format = csv!columns = indicator:0'",
        "4|'columns: expected indicator:N among them, not \"type:2\"'|'url = https://x/!format = csv!columns = type:2'",
        "4|'separator: expected one character or tab, not \"||\"'|'url = https://x/!format = csv!separator = ||'",
        "4|'interval: expected from 10s to 30d, such as 30m, not \"9s\"'|'url = https://x/!format = list!interval = 9s'",
        "4|'interval: expected from 10s to 30d, such as 30m, not \"1 week\"'|'url = https://x/!format = list!interval = 1 week'",
        "4|'credentials-file is for https alone'|'url = http://x/!format = list!credentials-file = /a'",
        "4|'credentials-file: expected a file outside of the site folder, from the root on, not \"a\"'|'url = https://x/!format = list!credentials-file = a'",
        "4|'do_notice: expected yes or no, not \"T\"'|'url = https://x/!format = list!do_notice = T'",
        "4|'min-share: expected from 0% to 100%, not \"101%\"'|'url = https://x/!format = list!min-share = 101%'",
        "4|'max-size: expected a size up to 4g, such as 64m, not \"5g\"'|'url = https://x/!format = list!max-size = 5g'",
      })
  void aWrongLineIsNamed(int line, String problem, String keys) {
    assertThatThrownBy(() -> read("[x]\n" + keys.replace('!', '\n') + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("intel.feeds:" + line + ": " + problem);
  }

  @Test
  void aNameIsGivenOnceAndNamesFiles() {
    assertThatThrownBy(() -> read("[../x]\nurl = https://x/\nformat = list\n"))
        .hasMessage(
            "intel.feeds:1: a feed's name has letters, digits, \".\", \"_\" and \"-\", not \"../x\"");
    assertThatThrownBy(() ->
            read("[a]\nurl = https://x/\nformat = list\n[A]\nurl = https://y/\nformat = list\n"))
        .hasMessage("intel.feeds:4: [A] stands there twice");
  }
}
