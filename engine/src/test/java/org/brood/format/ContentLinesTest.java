package org.brood.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentLinesTest {

  /// Notes lines in brackets, data in braces, weirds after a bang.
  private static final class Notes implements ContentLines.Sink {
    final List<String> all = new ArrayList<>();
    Runnable afterLine = () -> {};

    @Override
    public void line(MemorySegment data, long offset, int length) {
      all.add("[" + text(data, offset, length) + "]");
      afterLine.run();
    }

    @Override
    public void plain(MemorySegment data, long offset, int length) {
      all.add("{" + text(data, offset, length) + "}");
    }

    @Override
    public void skipped(int length) {
      all.add("skipped " + length);
    }

    @Override
    public void weird(String name) {
      all.add("!" + name);
    }

    private static String text(MemorySegment data, long offset, int length) {
      byte[] bytes = new byte[length];
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private final Notes notes = new Notes();
  private ContentLines lines = new ContentLines(notes, new ContentLines.Once(), 64);

  private void deliver(String text) {
    MemorySegment native_ = Arena.ofAuto().allocate(text.length() + 1L);
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    MemorySegment.copy(bytes, 0, native_, ValueLayout.JAVA_BYTE, 1, bytes.length);
    lines.deliver(native_, 1, bytes.length);
  }

  @Test
  void linesEndWithEitherOrBoth() {
    deliver("one\r\ntwo\nthree\rfour");
    deliver("\r\n\r\n");

    assertThat(notes.all)
        .containsExactly(
            "[one]", "[two]", "[three]", "!line_terminated_with_single_CR", "[four]", "[]");
  }

  @Test
  void carriageReturnAtTheEndOfDeliveryTakesTheNextLineFeed() {
    deliver("one\r");
    deliver("\ntwo\r\n");

    assertThat(notes.all).containsExactly("[one]", "[two]");
  }

  @Test
  void loneEndsAreDataWhenSwitchedOff() {
    lines.loneEnds(false);
    deliver("a\nb\rc\r\nd\r");
    deliver("\n");

    assertThat(notes.all)
        .containsExactly(
            "!line_terminated_with_single_LF",
            "!line_terminated_with_single_CR",
            "[a\nb\rc]",
            "[d]");
  }

  @Test
  void plainDataPassesAsItIsAndLinesFollow() {
    notes.afterLine = () -> lines.plain(5);
    deliver("head\r\n\r\n");
    deliver("abc");
    notes.afterLine = () -> {};
    deliver("tail\r\n");

    assertThat(notes.all).containsExactly("[head]", "{\r\n}", "{abc}", "[tail]");
  }

  @Test
  void skippedBytesAreCounted() {
    notes.afterLine = () -> lines.skip(4);
    deliver("head\r\n12");
    notes.afterLine = () -> {};
    deliver("34next\n");

    assertThat(notes.all).containsExactly("[head]", "skipped 2", "skipped 2", "[next]");
  }

  @Test
  void lineThatIsExpectedToEndIsEnded() {
    lines.expect(6);
    deliver("abc");
    deliver("def");

    assertThat(notes.all).containsExactly("!line_terminated_without_CRLF", "[abcdef]");
  }

  @Test
  void lineIsCutAtTheLimit() {
    deliver("x".repeat(70) + "\n");

    assertThat(notes.all)
        .containsExactly(
            "!contentline_size_exceeded", "[" + "x".repeat(63) + "]", "[" + "x".repeat(5) + "]");
  }

  @Test
  void lineAtTheLimitIsWhole() {
    deliver("x".repeat(63) + "\n");

    assertThat(notes.all).containsExactly("[" + "x".repeat(63) + "]");
  }

  @Test
  void endOfStreamEndsTheLine() {
    deliver("last");
    lines.end();
    lines.end();

    assertThat(notes.all).containsExactly("[last]");
  }

  @Test
  void nulIsLeftOutUntilItIsTold() {
    lines.nulSensitive(true);
    deliver("a\0b\0c\n");

    assertThat(notes.all).containsExactly("!NUL_in_line", "[ab\0c]");
  }

  @Test
  void cutsDoNotMatter() {
    String stream = "first\r\nsecond\n\r\nthird and longer\r\n\nlast\r\n";
    deliver(stream);
    List<String> whole = List.copyOf(notes.all);

    for (int cut = 1; cut < stream.length(); cut++) {
      notes.all.clear();
      deliver(stream.substring(0, cut));
      deliver(stream.substring(cut));
      assertThat(notes.all).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @Test
  void randomBytesComeOutAsTheyWentIn() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      StringBuilder all = new StringBuilder();
      notes.all.clear();
      lines = new ContentLines(notes, new ContentLines.Once(), 64);
      for (int i = 0; i < 20; i++) {
        StringBuilder piece = new StringBuilder();
        for (int j = random.nextInt(30); j > 0; j--) {
          piece.append("ab\r\n\0".charAt(random.nextInt(5)));
        }
        all.append(piece);
        deliver(piece.toString());
      }
      lines.end();
      long letters = all.chars().filter(c -> c == 'a' || c == 'b').count();
      long told =
          notes.all.stream()
              .filter(note -> note.startsWith("["))
              .flatMapToInt(String::chars)
              .filter(c -> c == 'a' || c == 'b')
              .count();
      // A line that is too long loses two bytes.
      assertThat(told).as("round %d", round).isBetween(letters - 2L * all.length() / 64, letters);
    }
  }
}
