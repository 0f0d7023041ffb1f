package org.brood.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.brood.engine.Recorder;
import org.brood.testkit.Packets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentTableTest {
  private final Recorder run = new Recorder();
  private long micros = 1_000_000;

  @AfterEach
  void close() {
    run.close();
  }

  private static byte[] datagram(String text, boolean ipv4) {
    Packets packet =
        ipv4
            ? Packets.raw().ipv4("10.0.0.1", "10.0.0.2")
            : Packets.raw().ipv6("fd00::1", "fd00::2");
    return packet.udp(7, 8).payload(text).datagram();
  }

  private void fragment(boolean ipv4, int id, byte[] whole, int from, int to) {
    Packets packet =
        ipv4
            ? Packets.ethernet().ipv4("10.0.0.1", "10.0.0.2")
            : Packets.ethernet().ipv6("fd00::1", "fd00::2");
    run.packet(
        micros++,
        packet
            .protocol(17)
            .fragment(id, from, to < whole.length)
            .payload(Arrays.copyOfRange(whole, from, to))
            .build());
  }

  @Test
  void fragmentsInAnyOrderMakeTheDatagram() {
    String text = "x".repeat(60) + "y".repeat(60) + "z".repeat(20);
    for (boolean ipv4 : new boolean[] {true, false}) {
      byte[] whole = datagram(text, ipv4);
      fragment(ipv4, 1, whole, 128, whole.length);
      fragment(ipv4, 1, whole, 0, 64);
      fragment(ipv4, 1, whole, 64, 128);
    }

    assertThat(run.fromOriginator.toString()).isEqualTo(text + text);
    assertThat(run.weirds).isEmpty();
    assertThat(run.decoding().fragments().size()).isZero();
  }

  @Test
  void firstBytesStayWhereFragmentsOverlap() {
    byte[] whole = datagram("a".repeat(120), true);
    byte[] other = datagram("b".repeat(120), true);
    fragment(true, 1, whole, 0, 64);
    fragment(true, 1, other, 56, 120);
    fragment(true, 1, whole, 120, whole.length);

    assertThat(run.weirds).contains("fragment_inconsistency");
    assertThat(run.decoding().fragments().size()).isZero();
  }

  @Test
  void repeatedFragmentIsAnOverlap() {
    byte[] whole = datagram("a".repeat(120), true);
    fragment(true, 1, whole, 0, 64);
    fragment(true, 1, whole, 0, 64);

    assertThat(run.weirds).containsExactly("fragment_overlap");
  }

  @Test
  void oddFragmentsAreWeird() {
    byte[] whole = datagram("a".repeat(100), true);
    fragment(true, 1, whole, 0, 8);
    run.packet(
        micros++,
        Packets.ethernet()
            .ipv4("10.0.0.1", "10.0.0.2")
            .protocol(17)
            .fragment(2, 65_000, true)
            .payload(new byte[64])
            .build());

    assertThat(run.weirds)
        .containsExactly("excessively_small_fragment", "excessively_large_fragment");
  }

  @Test
  void datagramThatStaysIncompleteIsForgotten() {
    byte[] whole = datagram("a".repeat(100), true);
    fragment(true, 1, whole, 0, 64);
    assertThat(run.decoding().fragments().size()).isEqualTo(1);

    micros += 301_000_000;
    run.packet(micros, Packets.ethernet().ipv4("1.1.1.1", "2.2.2.2").udp(1, 2).build());

    assertThat(run.decoding().fragments().size()).isZero();
  }

  @Test
  void oldestDatagramGoesWhenThereAreTooMany() {
    run.decodeOptions.maxFragmentedDatagrams = 3;
    byte[] whole = datagram("a".repeat(100), true);
    for (int id = 1; id <= 4; id++) {
      fragment(true, id, whole, 0, 64);
    }
    fragment(true, 1, whole, 64, whole.length);
    fragment(true, 4, whole, 64, whole.length);

    assertThat(run.decoding().fragments().evicted()).isEqualTo(2);
    assertThat(run.fromOriginator.toString()).isEqualTo("a".repeat(100));
  }

  @Test
  void memoryOfFragmentsIsBounded() {
    run.decodeOptions.maxFragmentBytes = 1 << 20;
    for (int id = 0; id < 2_000; id++) {
      run.packet(
          micros++,
          Packets.ethernet()
              .ipv4("10.0.0.1", "10.0.0.2")
              .protocol(17)
              .fragment(id, 65_000, true)
              .payload(new byte[64])
              .build());
    }

    assertThat(run.decoding().fragments().size()).isLessThanOrEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomFragmentsGiveTheFirstByteOfEachPlace(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      int units = random.nextInt(10, 60);
      byte[] model = new byte[8 * units];
      boolean[] known = new boolean[units];
      int missing = units;
      run.fromOriginator.setLength(0);
      boolean endSeen = false;
      while (missing > 0 || !endSeen) {
        int from = random.nextInt(units);
        int to = random.nextInt(from + 1, units + 1);
        if (from == 0 && to == units) {
          continue; // not a fragment
        }
        byte[] piece = new byte[8 * (to - from)];
        random.nextBytes(piece);
        if (from == 0) {
          // A UDP header that is always the same, without a checksum.
          byte[] header = {0, 7, 0, 8, (byte) (units >>> 5), (byte) (8 * units), 0, 0};
          System.arraycopy(header, 0, piece, 0, 8);
        }
        run.packet(
            micros++,
            Packets.ethernet()
                .ipv4("10.0.0.1", "10.0.0.2")
                .protocol(17)
                .fragment(round, 8 * from, to < units)
                .payload(piece)
                .build());
        for (int unit = from; unit < to; unit++) {
          if (!known[unit]) {
            known[unit] = true;
            missing--;
            System.arraycopy(piece, 8 * (unit - from), model, 8 * unit, 8);
          }
        }
        endSeen |= to == units;
      }
      String expected =
          new String(model, 8, model.length - 8, java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThat(run.fromOriginator.toString())
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected);
    }
  }
}
