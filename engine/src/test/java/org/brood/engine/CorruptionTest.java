package org.brood.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.brood.testkit.Capture;
import org.brood.testkit.Packets;
import org.brood.testkit.TcpConversation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Packets with flipped bits, cut ends and wrong lengths, of every link type: nothing may escape,
/// and nothing may be left over.
class CorruptionTest {
  private static final int[] LINK_TYPES = {0, 1, 9, 10, 12, 50, 105, 108, 113, 127, 239, 276, 147};

  private static List<byte[]> packets() {
    List<byte[]> packets = new ArrayList<>();
    Capture capture = new Capture(Capture.ETHERNET);
    new TcpConversation(capture, 0, "10.0.0.1", 1_000, "10.0.0.2", 80)
        .handshake()
        .send(true, "GET / HTTP/1.0\r\n\r\n")
        .send(false, "HTTP/1.0 200 OK\r\n\r\n")
        .close(true)
        .close(false);
    capture.entries().forEach(entry -> packets.add(entry.bytes()));
    packets.add(Packets.ethernet().ipv4("10.0.0.1", "10.0.0.2").udp(1, 2).payload("abc").build());
    packets.add(Packets.ethernet().ipv4("10.0.0.1", "10.0.0.2").icmp(3, 1, 0).build());
    packets.add(Packets.ethernet().ipv6("fe80::1", "fe80::2").icmp(135, 0, 0).build());
    packets.add(
        Packets.ethernet()
            .vlan(0x8100, 7)
            .ipv6("fe80::1", "fe80::2")
            .extension(0, new byte[7])
            .extension(60, new byte[7])
            .extension(43, new byte[23])
            .udp(1, 2)
            .payload("abc")
            .build());
    packets.add(
        Packets.ethernet()
            .ipv6("fe80::1", "fe80::2")
            .protocol(17)
            .fragment(1, 0, true)
            .payload(new byte[64])
            .build());
    packets.add(
        Packets.ethernet()
            .ipv4("10.0.0.1", "10.0.0.2")
            .protocol(17)
            .fragment(1, 64, false)
            .payload(new byte[64])
            .build());
    packets.add(Packets.ethernet().etherType(0x8847, new byte[12]).payload("mpls").build());
    packets.add(Packets.ethernet().etherType(0x8864, new byte[8]).payload("pppoe").build());
    packets.add(Packets.ethernet().etherType(0x0806, new byte[28]).build());
    return packets;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nothingEscapesAndNothingStays(long seed) {
    Random random = new Random(seed);
    List<byte[]> packets = packets();
    try (Recorder run = new Recorder()) {
      run.decodeOptions.ignoreChecksums = seed % 2 == 0;
      run.wantsInconsistencies = seed % 3 == 0;
      for (int step = 0; step < 40_000; step++) {
        byte[] packet = packets.get(random.nextInt(packets.size())).clone();
        int flips = random.nextInt(6);
        for (int i = 0; i < flips; i++) {
          packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
        }
        int wireLength = packet.length;
        if (random.nextInt(4) == 0) {
          packet = Arrays.copyOf(packet, random.nextInt(1, packet.length + 1));
          wireLength = random.nextBoolean() ? packet.length : wireLength;
        }
        int linkType = random.nextInt(4) > 0 ? 1 : LINK_TYPES[random.nextInt(LINK_TYPES.length)];
        run.packet(linkType, step * 1_000L, packet, wireLength);
      }
      run.finish();

      assertThat(run.ended).allSatisfy(flow -> assertThat(flow.isFinished()).isTrue());
      assertThat(run.streams().keptBytes()).isZero();
      assertThat(run.decoding().timers().size()).isZero();
    }
  }
}
