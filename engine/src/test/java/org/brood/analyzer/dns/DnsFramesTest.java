package org.brood.analyzer.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.brood.bytes.ByteCursor;
import org.junit.jupiter.api.Test;

class DnsFramesTest {
  private static final byte[] STREAM = Messages.bytes("0003 010203 0000 0001 ff 0005 a1a2a3a4a5");

  private final List<String> told = new ArrayList<>();

  private void tell(ByteCursor message) {
    told.add(HexFormat.of().formatHex(message.rest()));
  }

  private void take(DnsFrames frames, int from, int to) {
    frames.take(Messages.cursor(Arrays.copyOfRange(STREAM, from, to)), this::tell);
  }

  @Test
  void messagesAreTheSameAtEverySplit() {
    for (int first = 0; first <= STREAM.length; first++) {
      for (int second = first; second <= STREAM.length; second++) {
        told.clear();
        DnsFrames frames = new DnsFrames();

        take(frames, 0, first);
        take(frames, first, second);
        take(frames, second, STREAM.length);

        assertThat(told).containsExactly("010203", "", "ff", "a1a2a3a4a5");
      }
    }
  }

  @Test
  void messagesAreTheSameByteByByte() {
    DnsFrames frames = new DnsFrames();

    for (int i = 0; i < STREAM.length; i++) {
      take(frames, i, i + 1);
    }

    assertThat(told).containsExactly("010203", "", "ff", "a1a2a3a4a5");
  }

  @Test
  void partOfMessageIsToldWhenTheConnectionCloses() {
    DnsFrames frames = new DnsFrames();
    take(frames, 0, 4);

    frames.flush(this::tell);

    assertThat(told).containsExactly("0102");
  }

  @Test
  void roomIsMadeAsBytesCome() {
    DnsFrames frames = new DnsFrames();
    byte[] largest = new byte[65_537];
    Arrays.fill(largest, (byte) 0xff);

    for (int from = 0; from < largest.length; from += 1000) {
      int to = Math.min(from + 1000, largest.length);
      frames.take(Messages.cursor(Arrays.copyOfRange(largest, from, to)), this::tell);
    }

    assertThat(told).containsExactly("ff".repeat(65_535));
  }
}
