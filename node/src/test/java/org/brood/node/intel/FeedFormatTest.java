package org.brood.node.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.brood.node.config.ConfigException;
import org.brood.node.config.IntelFeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedFormatTest {
  private static final String URL = "url = https://feeds.example/";

  private static final String BUNDLE =
      """
      {"type": "bundle", "id": "bundle--1", "objects": [
        {"type": "identity", "name": "Example", "deep": {"a": [1, {"b": null}]}},
        {"type": "indicator", "id": "indicator--1", "pattern_type": "stix", "name": "C2",
         "pattern": "[ipv4-addr:value = '192.0.2.1' OR ipv4-addr:value = '192.0.2.0/25']",
         "valid_from": "2020-01-01T00:00:00Z"},
        {"type": "indicator", "id": "indicator--2", "pattern": "[domain-name:value = 'Evil.Example']",
         "valid_until": "2030-01-01T00:00:00Z"},
        {"type": "indicator", "id": "indicator--3", "pattern": "[url:value = 'http://evil.example/x']",
         "valid_until": "2020-01-01T00:00:00Z"},
        {"type": "indicator", "id": "indicator--4", "pattern": "[url:value = 'http://evil.example/y']",
         "revoked": true},
        {"type": "indicator", "id": "indicator--5",
         "pattern": "[file:hashes.'SHA-256' = 'xyz'] OR [file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']"},
        {"type": "indicator", "id": "indicator--6",
         "pattern": "[process:name = 'evil' AND file:name = 'evil']"},
        {"type": "indicator", "id": "indicator--7", "pattern_type": "yara", "pattern": "rule x {}"}
      ]}
      """;

  @TempDir private Path folder;

  @Test
  void aListHasAnIndicatorALine() throws Exception {
    IntelFeed feed = Feeds.of(folder, URL, "format = list");

    Feeds.Read read =
        Feeds.read(
            feed,
            "\ufeff# bad\r\n192.0.2.1\r\n\r\n192.0.2.0/24 ; SBL1\nevil.example # why\nnot one\n2001:db8::1");

    assertThat(read.found())
        .containsExactly(
            "ADDR 192.0.2.1", "SUBNET 192.0.2.0/24", "DOMAIN evil.example", "ADDR 2001:db8::1");
    assertThat(read.oddities()).isEqualTo("1 wrong (line 6: no indicator: not one)");
  }

  @Test
  void aListOfOneTypeHasNoOther() throws Exception {
    IntelFeed feed = Feeds.of(folder, URL, "format = list", "type = DOMAIN");

    Feeds.Read read = Feeds.read(feed, "a.example\nb c\nd e\nf g\nh i\n");

    assertThat(read.found()).containsExactly("DOMAIN a.example");
    assertThat(read.oddities())
        .isEqualTo(
            "4 wrong (line 2: no DOMAIN: b c; line 3: no DOMAIN: d e; line 4: no DOMAIN: f g; …)");
  }

  @Test
  void namesOfFilesMayHaveSpaces() throws Exception {
    IntelFeed feed = Feeds.of(folder, URL, "format = list", "type = FILE_NAME");

    assertThat(Feeds.read(feed, "invoice 1.exe\n").found())
        .containsExactly("FILE_NAME invoice 1.exe");
  }

  @Test
  void columnsOfCsvAreFoundByNumber() throws Exception {
    IntelFeed feed =
        Feeds.of(
            folder,
            URL,
            "format = csv",
            "columns = type:1, indicator:2, desc:3",
            "skip-header = yes",
            "separator = ;");
    List<Indicator> found = new ArrayList<>();
    Tally tally = new Tally(feed, found::add);

    FeedFormat.read(
        feed,
        new java.io.ByteArrayInputStream(
            """
            type;value;remark
            ip-dst;192.0.2.1;"a ""quoted""; remark"
            DOMAIN;"evil.example";
            btc;1BoatSLRHtKNngkdXEeobR76b53LETtpyT;money
            ;192.0.2.0/24;
            ip;192.0.2.2
            """
                .getBytes(StandardCharsets.UTF_8)),
        tally,
        Feeds.NOW);

    assertThat(found.stream().map(one -> one.type() + " " + one.text() + " " + one.desc()))
        .containsExactly(
            "ADDR 192.0.2.1 a \"quoted\"; remark", "DOMAIN evil.example ", "SUBNET 192.0.2.0/24 ");
    assertThat(tally.oddities())
        .isEqualTo("1 wrong (line 6: 2 columns of 3: ip;192.0.2.2), 1 not understood");
  }

  @Test
  void zeeksOwnFormatKeepsWhatItSays() throws Exception {
    IntelFeed feed = Feeds.of(folder, URL, "format = zeek", "do_notice = yes");
    List<String> lines = new ArrayList<>();
    Tally tally = new Tally(feed, one -> lines.add(new String(one.line(), StandardCharsets.UTF_8)));

    FeedFormat.read(
        feed,
        new java.io.ByteArrayInputStream(
            """
            #fields	indicator	indicator_type	meta.source	meta.desc	meta.do_notice	meta.if_in
            192.0.2.1	Intel::ADDR	them	a\\x09tab	F	HTTP::IN_HOST_HEADER
            Evil.Example	Intel::DOMAIN	-	-
            evil	Intel::NONSENSE	-	-	T	-
            """
                .getBytes(StandardCharsets.UTF_8)),
        tally,
        Feeds.NOW);

    assertThat(lines)
        .containsExactly(
            "192.0.2.1\tIntel::ADDR\tthem\ta\\x09tab\t-\tF\tHTTP::IN_HOST_HEADER",
            "evil.example\tIntel::DOMAIN\ttest\t-\t-\tT\t-");
    assertThat(tally.wrong()).isEqualTo(1);
  }

  @Test
  void whatWouldMeanSomethingElseInTheFileIsEscaped() {
    Indicator one =
        new Indicator(
            org.brood.node.config.IndicatorType.SOFTWARE, "#x", "-", "a\\b", "(empty)", "F", "");

    assertThat(new String(one.line(), StandardCharsets.UTF_8))
        .isEqualTo("\\x23x\tIntel::SOFTWARE\t\\x2d\ta\\x5cb\t\\x28empty)\tF\t-");
  }

  @Test
  void zeeksFormatNeedsItsFirstLine() throws Exception {
    IntelFeed feed = Feeds.of(folder, URL, "format = zeek");

    assertThatThrownBy(() -> Feeds.read(feed, "192.0.2.1\tIntel::ADDR\n"))
        .hasMessage("no #fields line with indicator and indicator_type before line 1");
  }

  @Test
  void indicatorsOfABundleThatAreValidCount() throws Exception {
    IntelFeed feed = Feeds.of(folder, URL, "format = stix");

    Feeds.Read read = Feeds.read(feed, BUNDLE);

    assertThat(read.found())
        .containsExactly(
            "ADDR 192.0.2.1",
            "SUBNET 192.0.2.0/25",
            "DOMAIN evil.example",
            "FILE_HASH d41d8cd98f00b204e9800998ecf8427e");
    assertThat(read.oddities())
        .isEqualTo("1 wrong (indicator--5: no FILE_HASH: xyz), 2 not understood, 2 not valid now");
  }

  @Test
  void aBundleIsReadAgainWhenSomethingExpires() throws Exception {
    IntelFeed feed = Feeds.of(folder, URL, "format = stix");
    Tally tally = new Tally(feed, _ -> {});

    FeedFormat.read(
        feed,
        new java.io.ByteArrayInputStream(BUNDLE.getBytes(StandardCharsets.UTF_8)),
        tally,
        Feeds.NOW);

    assertThat(tally.turnsAtMillis())
        .isEqualTo(java.time.Instant.parse("2030-01-01T00:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"type\": \"bundle\"}",
        "{\"objects\": [{\"type\": \"indicator\"}",
        "{\"objects\": []} {}",
        "<html></html>"
      })
  void whatIsNoBundleIsBroken(String text) throws Exception {
    IntelFeed feed = Feeds.of(folder, URL, "format = stix");

    assertThatThrownBy(() -> Feeds.read(feed, text)).isInstanceOf(FeedFormat.Broken.class);
  }

  @Test
  void aBundleHasADepthThatIsBounded() throws Exception {
    IntelFeed feed = Feeds.of(folder, URL, "format = stix");
    String most = "[".repeat(StixBundle.MAX_DEPTH - 1) + "]".repeat(StixBundle.MAX_DEPTH - 1);

    assertThat(Feeds.read(feed, "{\"x\": " + most + ", \"objects\": []}").found()).isEmpty();
    assertThatThrownBy(() -> Feeds.read(feed, "{\"x\": [" + most + "], \"objects\": []}"))
        .isInstanceOf(FeedFormat.Broken.class);
  }

  /// Whatever is cut off or changed, a feed is read or broken, and nothing else.
  @Test
  void damagedFeedsAreReadOrBroken() throws Exception {
    Random random = new Random(1);
    List<IntelFeed> feeds =
        List.of(
            Feeds.of(folder, URL, "format = stix"),
            Feeds.of(folder, URL, "format = list"),
            Feeds.of(folder, URL, "format = csv", "columns = indicator:2, type:1"),
            Feeds.of(folder, URL, "format = zeek"));
    byte[] whole =
        (BUNDLE + "#fields\tindicator\tindicator_type\nx\tDOMAIN\n")
            .getBytes(StandardCharsets.UTF_8);

    int broken = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] text = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int j = random.nextInt(5); j > 0 && text.length > 0; j--) {
        text[random.nextInt(text.length)] = (byte) random.nextInt(256);
      }
      broken += isBroken(feeds.get(i % feeds.size()), text) ? 1 : 0;
    }

    assertThat(broken).isBetween(500, 2500);
  }

  private static boolean isBroken(IntelFeed feed, byte[] text) {
    try {
      Feeds.read(feed, text);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aLineHasABound() throws IOException, ConfigException {
    IntelFeed feed = Feeds.of(folder, URL, "format = list", "type = DOMAIN");

    Feeds.Read read = Feeds.read(feed, "a.example\n" + "x".repeat(1 << 20) + "\nb.example\n");

    assertThat(read.found()).containsExactly("DOMAIN a.example", "DOMAIN b.example");
  }
}
