package org.brood.spread;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.brood.capture.Frame;
import org.brood.capture.LinkType;
import org.brood.testkit.Packets;
import org.junit.jupiter.api.Test;

class OwnerTest {
  private static final int WORKERS = 1000;
  private static final String A = "10.0.0.1";
  private static final String B = "192.0.2.7";

  private final Owner owner = new Owner(WORKERS);

  private int of(byte[] packet) {
    return of(packet, LinkType.ETHERNET);
  }

  private int of(byte[] packet, int linkType) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(Math.max(1, packet.length));
      MemorySegment.copy(
          packet, 0, segment, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, packet.length);
      Frame frame = new Frame();
      frame.set(segment, 0, packet.length, packet.length, 0, linkType);
      return owner.of(frame);
    }
  }

  private static byte[] plain() {
    return Packets.ethernet().ipv4(A, B).udp(1000, 53).payload("x").build();
  }

  private static byte[] join(byte[] head, byte[] tail) {
    return ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).array();
  }

  @Test
  void bothDirectionsAndAllPortsHaveOneOwner() {
    int expected = of(plain());

    assertThat(of(Packets.ethernet().ipv4(B, A).udp(53, 1000).payload("y").build()))
        .isEqualTo(expected);
    assertThat(of(Packets.ethernet().ipv4(A, B).tcp(1, 2, Packets.SYN).build()))
        .isEqualTo(expected);
    assertThat(of(Packets.ethernet().ipv4(B, A).icmp(8, 0, 0).build())).isEqualTo(expected);
  }

  @Test
  void fragmentsHaveTheOwnerOfTheWhole() {
    byte[] first = Packets.ethernet().ipv4(A, B).fragment(7, 0, true).udp(1, 4789).build();
    byte[] later =
        Packets.ethernet().ipv4(A, B).fragment(7, 64, false).protocol(17).payload("zzzz").build();

    assertThat(of(first)).isEqualTo(of(plain()));
    assertThat(of(later)).isEqualTo(of(plain()));
  }

  @Test
  void version6HasOneOwnerInBothDirectionsAndBehindExtensionHeaders() {
    int there = of(Packets.ethernet().ipv6("2001:db8::1", "2001:db8::2").udp(1, 2).build());
    int back = of(Packets.ethernet().ipv6("2001:db8::2", "2001:db8::1").tcp(2, 1, 0).build());

    assertThat(there).isEqualTo(back);
  }

  @Test
  void whatWrapsMirroredTrafficDoesNotMatter() {
    int expected = of(plain());
    byte[] inner = Packets.raw().ipv4(B, A).tcp(9, 10, Packets.ACK).build();
    byte[] frame = Packets.ethernet().ipv4(B, A).tcp(9, 10, Packets.ACK).build();
    byte[] vxlan = join(new byte[] {8, 0, 0, 0, 0, 0, 5, 0}, frame);
    byte[] geneve = join(new byte[] {0, 0, 0x65, 0x58, 0, 0, 5, 0}, frame);
    byte[] gre = join(new byte[] {0, 0, 8, 0}, inner);
    byte[] erspan =
        join(
            new byte[] {0x10, 0, (byte) 0x88, (byte) 0xbe, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0},
            frame);

    assertThat(of(Packets.ethernet().vlan(0x8100, 5).ipv4(A, B).udp(1, 2).build()))
        .isEqualTo(expected);
    assertThat(of(inner, LinkType.RAW)).isEqualTo(expected);
    assertThat(
            of(Packets.ethernet().ipv4("1.1.1.1", "2.2.2.2").udp(7, 4789).payload(vxlan).build()))
        .isEqualTo(expected);
    assertThat(owner.wrapped()).isEqualTo(1);
    assertThat(
            of(Packets.ethernet().ipv4("1.1.1.1", "2.2.2.2").udp(7, 6081).payload(geneve).build()))
        .isEqualTo(expected);
    assertThat(owner.wrapped()).isEqualTo(2);
    assertThat(of(Packets.ethernet().ipv4("1.1.1.1", "2.2.2.2").protocol(47).payload(gre).build()))
        .isEqualTo(expected);
    assertThat(
            of(Packets.ethernet().ipv4("1.1.1.1", "2.2.2.2").protocol(47).payload(erspan).build()))
        .isEqualTo(expected);
    assertThat(of(Packets.ethernet().ipv4("1.1.1.1", "2.2.2.2").protocol(4).payload(inner).build()))
        .isEqualTo(expected);
    assertThat(owner.wrapped()).isEqualTo(5);
  }

  @Test
  void whatHasNoAddressesBelongsToTheFirst() {
    assertThat(of(new byte[0])).isZero();
    assertThat(of(Packets.ethernet().etherType(0x0806, new byte[28]).build())).isZero();
    assertThat(of(plain(), 147)).isZero();
  }

  @Test
  void ownersAreSpread() {
    Set<Integer> owners = new HashSet<>();
    for (int host = 1; host < 200; host++) {
      owners.add(of(Packets.ethernet().ipv4("10.0.0." + host, B).udp(1, 2).build()));
    }

    assertThat(owners).hasSizeGreaterThan(150).allMatch(o -> o >= 0 && o < WORKERS);
  }

  @Test
  void noBytesMakeItFail() {
    Random random = new Random(42);
    int[] types = {
      LinkType.ETHERNET,
      LinkType.RAW,
      LinkType.NULL,
      LinkType.LINUX_SLL,
      LinkType.LINUX_SLL2,
      LinkType.PPP,
      LinkType.IEEE802_11,
      LinkType.IEEE802_11_RADIO
    };
    byte[] wrapped =
        Packets.ethernet()
            .vlan(0x8100, 5)
            .ipv4(A, B)
            .udp(1, 6081)
            .payload(join(new byte[] {2, 0, 0x65, 0x58, 0, 0, 5, 0}, plain()))
            .build();
    for (int round = 0; round < 100_000; round++) {
      byte[] packet = java.util.Arrays.copyOf(wrapped, random.nextInt(wrapped.length + 1));
      for (int hits = random.nextInt(4); hits > 0 && packet.length > 0; hits--) {
        packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
      }

      int found = of(packet, types[random.nextInt(types.length)]);

      assertThat(found >= 0 && found < WORKERS).isTrue();
    }
  }
}
