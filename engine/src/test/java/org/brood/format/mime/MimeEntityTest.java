package org.brood.format.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MimeEntityTest {

  private static final class Notes implements MimeSink {
    final List<String> all = new ArrayList<>();
    final StringBuilder body = new StringBuilder();
    int pieceBytes = 1000;

    @Override
    public void begin(MimeEntity entity) {
      all.add("begin");
    }

    @Override
    public void end(MimeEntity entity) {
      if (!body.isEmpty()) {
        all.add("body " + body);
        body.setLength(0);
      }
      all.add("end");
    }

    @Override
    public void header(MimeHeader header) {
      all.add("header " + text(header.name()) + "=" + text(header.value()));
    }

    @Override
    public void headers(List<MimeHeader> headers) {
      all.add("headers " + headers.size());
    }

    @Override
    public void data(MemorySegment data, long offset, int length) {
      assertThat(length).isBetween(1, pieceBytes);
      byte[] bytes = new byte[length];
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
      body.append(text(bytes));
    }

    @Override
    public int pieceSize() {
      return pieceBytes;
    }

    @Override
    public void problem(Problem kind, String detail) {
      all.add(kind.text() + ": " + detail);
    }

    @Override
    public void weird(String name, String detail) {
      all.add("!" + name + " " + detail);
    }

    @Override
    public void headerCut() {
      all.add("cut");
    }

    @Override
    public void base64Problem(String detail) {
      all.add("base64: " + detail);
    }

    private static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private final Notes notes = new Notes();

  private List<String> parse(String... lines) {
    return parse(new MimeLimits(3, 40), lines);
  }

  private List<String> parse(MimeLimits limits, String... lines) {
    MimeEntity entity = new MimeEntity(notes, null, limits, true);
    for (String line : lines) {
      deliver(entity, line, true);
    }
    entity.end();
    return notes.all;
  }

  private static void deliver(MimeEntity entity, String text, boolean endsLine) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    MemorySegment data = Arena.ofAuto().allocate(Math.max(1, bytes.length));
    MemorySegment.copy(bytes, 0, data, ValueLayout.JAVA_BYTE, 0, bytes.length);
    entity.deliver(data, 0, bytes.length, endsLine);
  }

  @Test
  void headersAreJoinedAndTold() {
    assertThat(parse("Subject: a", "\tb", "not a header", "X:", "", "text"))
        .containsExactly("header Subject=a\tb", "header X=", "headers 2", "body text\r\n", "end");
  }

  @Test
  void noMoreHeadersThanTheBoundAreKept() {
    String[] most = new String[MimeLimits.MAX_HEADERS + 1];
    java.util.Arrays.fill(most, "A: 1");
    most[MimeLimits.MAX_HEADERS] = "";
    String[] oneMore = java.util.Arrays.copyOf(most, most.length + 1);
    oneMore[MimeLimits.MAX_HEADERS] = "A: 1";
    oneMore[MimeLimits.MAX_HEADERS + 1] = "";

    List<String> first = List.copyOf(parse(most));
    notes.all.clear();
    List<String> second = parse(oneMore);

    assertThat(first).contains("headers 65536").hasSize(65536 + 2);
    assertThat(second).contains("headers 65536").hasSize(65537 + 2);
  }

  @Test
  void continuationWithoutHeaderIsAHeader() {
    assertThat(parse(" A: 1", ""))
        .containsExactly(
            "illegal format: first header line starts with linear whitespace",
            "header A=1",
            "headers 1",
            "end");
  }

  @Test
  void endInHeadersIsIllegal() {
    assertThat(parse("A: 1"))
        .containsExactly("header A=1", "headers 1", "illegal format: entity body missing", "end");
  }

  @Test
  void longHeaderIsCut() {
    assertThat(parse("A: " + "x".repeat(37), " y", ""))
        .contains("cut", "!exceeded_mime_max_header_bytes 40", "header A=" + "x".repeat(37));
  }

  @Test
  void partsAreEntities() {
    assertThat(
            parse(
                "Content-Type: multipart/mixed; boundary=\"x y\"",
                "",
                "ignored",
                "--x y",
                "Content-Type: text/plain",
                "",
                "one",
                "two",
                "--x y",
                "",
                "three",
                "--x y--",
                "ignored"))
        .containsExactly(
            "header Content-Type=multipart/mixed; boundary=\"x y\"",
            "headers 1",
            "begin",
            "header Content-Type=text/plain",
            "headers 1",
            "body one\r\ntwo",
            "end",
            "begin",
            "headers 0",
            "body three",
            "end",
            "end");
  }

  @Test
  void missingClosingBoundaryIsTold() {
    assertThat(parse("Content-Type: multipart/mixed; boundary=x", "", "--x", "", "one"))
        .contains("illegal format: multipart closing boundary delimiter missing", "body one");
  }

  @Test
  void multipartWithoutBoundaryIsData() {
    assertThat(parse("Content-Type: multipart/mixed", "", "one"))
        .anyMatch(note -> note.startsWith("illegal format: boundary delimiter is not specified"))
        .contains("body one\r\n");
  }

  @Test
  void messageInMessageIsRead() {
    assertThat(parse("Content-Type: message/rfc822", "", "A: 1", "", "inner"))
        .containsSubsequence("begin", "header A=1", "body inner\r\n", "end", "end");
  }

  @Test
  void depthIsLimited() {
    assertThat(
            parse(
                "Content-Type: message/rfc822",
                "",
                "Content-Type: message/rfc822",
                "",
                "Content-Type: message/rfc822",
                "",
                "Content-Type: message/rfc822",
                "",
                "deep"))
        .contains("!exceeded_mime_max_depth 3")
        .doesNotContain("body deep\r\n");
  }

  @Test
  void base64IsDecodedAcrossLines() {
    assertThat(parse("Content-Transfer-Encoding: base64", "", "SGVs", "bG8*=", "QQ=="))
        .contains("base64: character 42 ignored by Base64 decoding", "body Hello");
  }

  @Test
  void incompleteBase64IsFilledUp() {
    assertThat(parse("Content-Transfer-Encoding: base64", "", "SGVsbG"))
        .contains("base64: incomplete base64 group, padding with 12 bits of 0", "body Hell");
  }

  @Test
  void quotedPrintableIsDecoded() {
    assertThat(parse("Content-Transfer-Encoding: Quoted-Printable", "", "a=3Db=  ", "=zc\u0001"))
        .contains(
            "illegal encoding: = is not followed by two hexadecimal digits in quoted-printable encoding",
            "illegal encoding: control characters in quoted-printable encoding: 1",
            "body a=b=zc\u0001\r\n");
  }

  @Test
  void bodyComesInPieces() {
    notes.pieceBytes = 7;

    assertThat(parse("", "0123456789", "abc")).contains("body 0123456789\r\nabc\r\n");
  }

  @Test
  void commentsAndParametersAreRead() {
    assertThat(
            parse(
                "Content-Type: (a (nested) \\) comment) multipart / mixed (x) ; boundary = b", ""))
        .doesNotContain("illegal format: media type/subtype not found in content type");
  }

  @Test
  void garbageEndsNormally() {
    Random random = new Random(11);
    String[] words = {
      "Content-Type: ",
      "multipart/mixed",
      "message/rfc822",
      "; boundary=",
      "b",
      "--b",
      "--",
      "\"",
      "(",
      ")",
      "\\",
      " ",
      "\t",
      "Content-Transfer-Encoding: base64",
      "=",
      "\0",
      "\u00ff",
      ":",
      "/"
    };
    for (int round = 0; round < 500; round++) {
      notes.all.clear();
      notes.body.setLength(0);
      MimeEntity entity = new MimeEntity(notes, null, new MimeLimits(5, 100), true);
      for (int line = random.nextInt(60); line > 0; line--) {
        StringBuilder text = new StringBuilder();
        for (int word = random.nextInt(6); word > 0; word--) {
          text.append(words[random.nextInt(words.length)]);
        }
        deliver(entity, text.toString(), random.nextInt(8) > 0);
      }
      entity.end();
      assertThat(notes.all.stream().filter(n -> n.equals("end")).count())
          .as("round %d", round)
          .isEqualTo(1 + notes.all.stream().filter(n -> n.equals("begin")).count());
    }
  }
}
