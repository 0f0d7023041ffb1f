package org.brood.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TelnetLinesTest {
  private final List<String> told = new ArrayList<>();
  private final TelnetLines lines =
      new TelnetLines(
          new TelnetLines.Sink() {
            @Override
            public void line(MemorySegment data, long offset, int length) {
              byte[] copy = data.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
              told.add(new String(copy, StandardCharsets.ISO_8859_1));
            }

            @Override
            public void weird(String name, String detail) {
              told.add("weird " + name);
            }
          });

  private void deliver(byte... bytes) {
    lines.deliver(MemorySegment.ofArray(bytes), 0, bytes.length);
  }

  private void deliver(String text) {
    deliver(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void linesEndWithLineFeed() {
    deliver("USER a\r\nPASS b\nQUI");
    assertThat(told).containsExactly("USER a", "PASS b");
    assertThat(lines.isInLine()).isTrue();

    deliver("T\r");
    deliver("\n");

    assertThat(told).containsExactly("USER a", "PASS b", "QUIT");
  }

  @Test
  void theRestIsALineAtTheEnd() {
    deliver("QUIT");
    lines.end();
    lines.end();

    assertThat(told).containsExactly("QUIT");
  }

  @Test
  void commandsAndOptionsAreLeftOut() {
    // IAC IP, IAC DM, IAC DO 1, IAC SB 24 … IAC IAC … IAC SE, and an IAC that is meant.
    deliver(HexFormat.of().parseHex("41fff4fff2fffd0142fffa180102ffff03fff043ffff440d0a"));

    assertThat(told).containsExactly("ABC\u00ffD");
  }

  @Test
  void anotherCommandEndsASuboption() {
    deliver(HexFormat.of().parseHex("41fffa1801fff4420a"));

    assertThat(told).containsExactly("AB");
  }

  @Test
  void oddLineEndsAreToldOnce() {
    deliver("a\rb\rc\n");
    deliver("d\0e\0f\n");

    assertThat(told)
        .containsExactly(
            "weird line_terminated_with_single_CR", "a\rb\rc", "weird NUL_in_line", "de\0f");
  }

  @Test
  void aNulAfterCarriageReturnSaysNothing() {
    deliver("a\r\0b\n");

    assertThat(told).doesNotContain("weird NUL_in_line");
  }

  @Test
  void randomBytesCutAnywhereGiveTheSameLines() {
    Random random = new Random(20_261_128);
    byte[] bytes = new byte[4_000];
    int[] likely = {'\r', '\n', 0, 0xff, 0xfa, 0xf0, 0xfd, 'x'};
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) likely[random.nextInt(likely.length)];
    }
    deliver(bytes);
    List<String> whole = List.copyOf(told);
    TelnetLinesTest other = new TelnetLinesTest();
    for (byte b : bytes) {
      other.deliver(b);
    }

    assertThat(whole).isNotEmpty();
    assertThat(other.told).isEqualTo(whole);
  }
}
