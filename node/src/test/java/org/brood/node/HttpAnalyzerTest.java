package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.brood.script.codegen.CompiledProgram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HTTP from packets to events: each conversation is one connection of a capture, told apart by its
/// port.
class HttpAnalyzerTest {

  private static final String SCRIPT =
      """
      global bodies: table[conn_id, bool] of string &default="";

      function tell(c: connection, what: string) { print fmt("%d %s", port_to_count(c$id$orig_p), what); }

      event zeek_init() { Analyzer::register_for_port(Analyzer::ANALYZER_HTTP, 80/tcp); }
      event http_request(c: connection, method: string, original_URI: string, unescaped_URI: string, version: string)
        { tell(c, fmt("request %s %s %s", method, unescaped_URI, version)); }
      event http_reply(c: connection, version: string, code: count, reason: string)
        { tell(c, fmt("reply %s %d %s", version, code, reason)); }
      event http_header(c: connection, is_orig: bool, original_name: string, name: string, value: string)
        { tell(c, fmt("header %s=%s", name, value)); }
      event http_begin_entity(c: connection, is_orig: bool) { tell(c, "begin"); }
      event http_entity_data(c: connection, is_orig: bool, length: count, data: string)
        { bodies[c$id, is_orig] = bodies[c$id, is_orig] + data; }
      event http_end_entity(c: connection, is_orig: bool)
        {
        if ( |bodies[c$id, is_orig]| > 0 )
          tell(c, fmt("body %s", bodies[c$id, is_orig]));
        bodies[c$id, is_orig] = "";
        tell(c, "end");
        }
      event http_message_done(c: connection, is_orig: bool, stat: http_message_stat)
        { tell(c, fmt("done %s body=%d gap=%d headers=%d", stat$finish_msg, stat$body_length, stat$content_gap_length, stat$header_length)); }
      event http_event(c: connection, event_type: string, detail: string) { tell(c, fmt("event %s: %s", event_type, detail)); }
      event http_stats(c: connection, stats: http_stats_rec) { tell(c, fmt("stats %d %d", stats$num_requests, stats$num_replies)); }
      event http_connection_upgrade(c: connection, protocol: string) { tell(c, fmt("upgrade %s", protocol)); }
      event conn_weird(name: string, c: connection, addl: string, source: string) { tell(c, fmt("weird %s %s", name, addl)); }
      event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
        { tell(info$c, fmt("violation %s", info$reason)); }
      """;

  @TempDir static Path folder;
  private static CompiledProgram.Loaded program;

  private Talks talks;

  @BeforeAll
  static void compile() throws IOException {
    Path script = Files.writeString(folder.resolve("events.zeek"), SCRIPT);
    program = EngineRun.program(folder.resolve("cache"), true, List.of(script.toString()), true);
  }

  @BeforeEach
  void begin() {
    talks = new Talks(program, folder, 80);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(text));
    }
    return packed.toByteArray();
  }

  /// Text whose lines end as the protocol wants.
  private static byte[] lines(String text) {
    return bytes(text.replace("\n", "\r\n"));
  }

  private static byte[] requests() {
    return lines(
        """
        POST /form HTTP/1.1
        Host: a
        Content-Type: multipart/form-data; boundary=XX
        Content-Length: 80

        --XX
        Content-Disposition: form-data; name="f"

        line one
        line two
        --XX--

        GET /%41 HTTP/1.1
        Host: b

        POST /c HTTP/1.1
        Transfer-Encoding: chunked

        5
        hello
        3
         ab
        0
        T: 1

        HEAD /d HTTP/1.1

        """);
  }

  private static byte[] replies() throws IOException {
    byte[] packed = gzip("packed ".repeat(20));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        lines(
            """
            HTTP/1.1 100 Continue

            HTTP/1.1 200 OK
            Content-Length: 6

            body
            HTTP/1.1 200 OK
            Content-Encoding: gzip
            Content-Length: %d

            """
                .formatted(packed.length)));
    all.writeBytes(packed);
    all.writeBytes(
        lines(
            """
            HTTP/1.1 404 Not here
            Transfer-Encoding: chunked

            a
            0123456789
            0

            HTTP/1.1 200 OK
            Content-Length: 99

            """));
    return all.toByteArray();
  }

  @Test
  void cutsDoNotMatter() throws IOException {
    talks.cutEverywhere(requests(), replies());

    List<String> whole = talks.sameEvents();
    assertThat(whole)
        .containsSubsequence(
            "request POST /form 1.1",
            "body line one\\x0d\\x0aline two",
            "request GET /A 1.1",
            "request POST /c 1.1",
            "body hello ab",
            "request HEAD /d 1.1",
            "reply 1.1 100 Continue",
            "reply 1.1 200 OK",
            "body body\\x0d\\x0a",
            "body " + "packed ".repeat(20),
            "reply 1.1 404 Not here",
            "body 0123456789",
            "reply 1.1 200 OK",
            "stats 4 5");
  }

  @Test
  void gapInABodyOfKnownLengthIsSkipped() throws IOException {
    talks
        .begin()
        .send(true, "GET / HTTP/1.1\r\n\r\n")
        .send(false, "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n0123456789")
        .lose(false, 10)
        .send(false, "0123456789HTTP/1.1 200 Next\r\nContent-Length: 0\r\n\r\n")
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst())
        .contains(
            "event content gap: seq=50, len=10",
            "done message ends normally body=30 gap=10 headers=33",
            "reply 1.1 200 Next");
  }

  @Test
  void gapInHeadersEndsTheUnderstanding() throws IOException {
    talks
        .begin()
        .send(true, "GET / HTTP/1.1\r\n\r\n")
        .send(false, "HTTP/1.1 200 OK\r\nContent-")
        .lose(false, 10)
        .send(false, "0\r\n\r\nHTTP/1.1 200 Next\r\n\r\n")
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst())
        .anyMatch(event -> event.startsWith("done message interrupted by a content gap"))
        .doesNotContain("reply 1.1 200 Next");
  }

  @Test
  void resetInterruptsWhatIsUnderWay() throws IOException {
    talks
        .begin()
        .send(true, "GET / HTTP/1.1\r\n\r\n")
        .send(false, "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n0123456789")
        .reset(false);

    assertThat(talks.events().getFirst())
        .contains("done message interrupted by RST body=10 gap=0 headers=33");
  }

  @Test
  void oldestProtocolAnswersWithDataAlone() throws IOException {
    talks
        .begin()
        .send(true, "GET /old\r\n")
        .send(false, "<html>\r\nHTTP/1.1 is not looked at")
        .close(false)
        .close(true);

    assertThat(talks.events().getFirst())
        .containsSubsequence(
            "request GET /old 0.9",
            "reply 0.9 0 <empty>",
            "body <html>\\x0d\\x0aHTTP/1.1 is not looked at");
  }

  @Test
  void whatIsNoHttpIsAViolation() throws IOException {
    talks.begin().send(true, "nonsense\r\n").close(true).close(false);
    talks
        .begin()
        .send(true, "GET / HTTP/1.1\r\n\r\n")
        .send(false, "220 not this protocol\r\n")
        .close(true)
        .close(false);

    List<List<String>> all = talks.events();

    assertThat(all.get(0)).contains("weird bad_HTTP_request ", "violation not a http request line");
    assertThat(all.get(1)).contains("violation not a http reply line");
  }

  @Test
  void upgradeHandsOnTheRest() throws IOException {
    talks
        .begin()
        .send(true, "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n")
        .send(
            false,
            "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\nHTTP/1.1 200 no\r\n")
        .send(true, "GET /no HTTP/1.1\r\n\r\n")
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst())
        .contains("weird protocol_data_with_HTTP_upgrade_reply 17", "upgrade other", "stats 1 1");
  }

  @Test
  void contradictionsAboutLengthAreTold() throws IOException {
    talks
        .begin()
        .send(
            true,
            "POST / HTTP/1.1\r\nContent-Length: 05\r\nTransfer-Encoding: chunked, x\r\n\r\nzz\r\n\r\n")
        .send(
            false,
            "HTTP/1.1 206 Part\r\nContent-Range: bytes 0-9/100\r\nContent-Length: 5\r\nX: a\r\n b\r\n\r\n0123456789")
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst())
        .contains(
            "weird HTTP_content_length_leading_zeros 05",
            "weird HTTP_chunked_multi , x",
            "weird HTTP_content_length_and_chunked ",
            "weird HTTP_bad_chunk_size zz",
            "weird HTTP_range_not_matching_len ",
            "weird HTTP_obsolete_line_folding X",
            "body 0123456789");
  }

  @Test
  void brokenConversationsEnd() throws IOException {
    Random random = new Random(17);
    byte[] asked = requests();
    byte[] answered = replies();
    for (int round = 0; round < 300; round++) {
      talks
          .begin()
          .send(true, broken(random, asked))
          .send(false, broken(random, answered))
          .send(true, broken(random, asked))
          .close(true)
          .close(false);
    }

    assertThat(talks.events())
        .hasSize(talks.count())
        .allSatisfy(one -> assertThat(one).last().asString().startsWith("stats "));
  }

  private static byte[] broken(Random random, byte[] sound) {
    byte[] made = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
    for (int i = random.nextInt(8); i > 0; i--) {
      made[random.nextInt(made.length)] = (byte) "\r\n :-0/X\0".charAt(random.nextInt(9));
    }
    return made;
  }
}
