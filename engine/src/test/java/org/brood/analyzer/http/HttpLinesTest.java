package org.brood.analyzer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HttpLinesTest {
  private final List<String> notes = new ArrayList<>();
  private final HttpLines lines =
      new HttpLines(
          new HttpLines.Notes() {
            @Override
            public void weird(String name) {
              notes.add("!" + name);
            }

            @Override
            public void event(String category, byte[] detail) {
              notes.add(category + ": " + text(detail));
            }

            @Override
            public void version(HttpVersion version) {
              notes.add(version.toString());
            }
          });

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private String request(String line) {
    HttpLines.RequestLine read = lines.request(bytes(line));
    return read == null ? "none" : text(read.method()) + "|" + text(read.uri());
  }

  private String reply(String line) {
    HttpLines.StatusLine read = lines.status(bytes(line));
    if (read == null) {
      return "none";
    }
    byte[] reason = read.reason();
    return read.code() + "|" + (reason == null ? "-" : text(reason));
  }

  @Test
  void requestLineHasThreeParts() {
    assertThat(request("GET /a?b=c HTTP/1.1")).isEqualTo("GET|/a?b=c");
    assertThat(notes).containsExactly("1.1");
  }

  @Test
  void blanksAreAllowedInAUriIfAVersionFollows() {
    assertThat(request("GET /a b HTTP/1.0")).isEqualTo("GET|/a b");
    assertThat(notes).containsExactly("1.0");
  }

  @Test
  void withoutVersionItIsTheOldest() {
    assertThat(request("GET /a")).isEqualTo("GET|/a");
    assertThat(notes).containsExactly("0.9");
  }

  @Test
  void oddLinesAreTold() {
    assertThat(request("GET /a http/1.1")).isEqualTo("GET|/a");
    assertThat(request("GET HTTP/1.1")).isEqualTo("GET|");
    assertThat(request("GET /a HTTP/1.1 x")).isEqualTo("GET|/a");
    assertThat(request("GET /a HTTP/1")).isEqualTo("GET|/a");
    assertThat(request("GET /a HTTP/x.1")).isEqualTo("GET|/a");
    assertThat(request("\u0001 HTTP/1.1")).isEqualTo("none");
    assertThat(request("(")).isEqualTo("none");
    assertThat(request("GET")).isEqualTo("none");
    assertThat(notes)
        .containsExactly(
            "!lowercase_HTTP_keyword",
            "1.1",
            "!missing_HTTP_uri",
            "1.1",
            "1.1",
            "crud after HTTP version is ignored: /a HTTP/1.1 x",
            "bad_HTTP_version: /a HTTP/1",
            "bad_HTTP_version: x.1",
            "0.0",
            "!bad_HTTP_request_with_version",
            "!bad_HTTP_request",
            "!bad_HTTP_request");
  }

  @Test
  void statusLineHasCodeAndReason() {
    assertThat(reply("HTTP/1.1 200  All right")).isEqualTo("200|All right");
    assertThat(reply("HTTP/1.1 abc x")).isEqualTo("0|x");
    assertThat(reply("HTTP/1.1 200")).isEqualTo("200|-");
    assertThat(reply("HTTP/1.1 20")).isEqualTo("none");
    assertThat(reply("HTTP/1.1")).isEqualTo("none");
    assertThat(reply("SSH-2.0")).isEqualTo("none");
    assertThat(notes)
        .contains(
            "HTTP_reply_reason_phrase_missing: HTTP/1.1 200",
            "HTTP_reply_code_missing: HTTP/1.1 20",
            "HTTP_reply_code_missing: HTTP/1.1",
            "bad_HTTP_reply: SSH-2.0");
  }

  @Test
  void escapesAreResolved() {
    List<String> weirds = new ArrayList<>();
    for (String[] one :
        new String[][] {
          {"/%41%2f", "/A/"},
          {"/%u0041", "/A"},
          {"/%u4142", "/AB"},
          {"/%%41", "/A"},
          {"/%zz", "/%zz"},
          {"/%", "/%"},
          {"/%4", "/%4"}
        }) {
      byte[] uri = bytes(one[0]);
      assertThat(text(HttpUri.unescape(uri, 0, uri.length, weirds::add)))
          .as(one[0])
          .isEqualTo(one[1]);
    }
    assertThat(weirds)
        .containsExactly(
            "double_%_in_URI",
            "unescaped_%_in_URI", "illegal_%_at_end_of_URI", "partial_escape_at_end_of_URI");
  }

  @Test
  void rangesAreRead() {
    byte[] unit = bytes("bytes");
    assertThat(ContentRange.parse(unit, bytes(" 2 - 9/100")))
        .isEqualTo(new ContentRange.Bytes(2, 8, 100, false, "2-9/100"));
    assertThat(ContentRange.parse(unit, bytes(" 0-0/*")))
        .isEqualTo(new ContentRange.Bytes(0, 1, -1, false, "0-0/*"));
    assertThat(ContentRange.parse(bytes("lines"), bytes(" 0-0/*")))
        .isEqualTo(new ContentRange.Bad("HTTP_content_range_unknown_byte_unit", ""));
    assertThat(ContentRange.parse(unit, bytes(" 9-2/100")))
        .isEqualTo(new ContentRange.Bad("HTTP_non_positive_content_range", "9-2/100"));
    assertThat(ContentRange.parse(unit, bytes(" 0-9223372036854775807/1")))
        .isEqualTo(new ContentRange.Bad("HTTP_content_range_overflow", "0-9223372036854775807/1"));
    assertThat(ContentRange.parse(unit, bytes(" 0-9223372036854775808/1")))
        .isEqualTo(
            new ContentRange.Bad("HTTP_content_range_cannot_parse", "0-9223372036854775808/1"));
  }

  @Test
  void numbersStopAtTheFirstOtherByte() {
    assertThat(HttpText.number(bytes("1aG"), 16)).isEqualTo(new HttpText.Number(true, 26));
    assertThat(HttpText.number(bytes("-5"), 10)).isEqualTo(new HttpText.Number(true, -5));
    assertThat(HttpText.number(bytes("x"), 10).isValid()).isFalse();
    assertThat(HttpText.number(bytes("9223372036854775807"), 10).value()).isEqualTo(Long.MAX_VALUE);
    assertThat(HttpText.number(bytes("9223372036854775808"), 10).isValid()).isFalse();
    assertThat(HttpText.number(bytes("-9223372036854775808"), 10).value())
        .isEqualTo(Long.MIN_VALUE);
    assertThat(HttpText.number(bytes("f".repeat(17)), 16).isValid()).isFalse();
  }

  @Test
  void garbageIsNoRequestAndNoFailure() {
    Random random = new Random(3);
    String alphabet = "GET /%u41HTTP/1.0 \t\0\u00ff";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder line = new StringBuilder();
      for (int i = random.nextInt(24); i > 0; i--) {
        line.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      lines.request(bytes(line.toString()));
      lines.status(bytes("HTTP/" + line));
      ContentRange.parse(bytes("bytes"), bytes(line.toString()));
    }
    assertThat(notes).isNotEmpty();
  }
}
