package org.brood.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.brood.testkit.Packets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireTest {
  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void close() {
    arena.close();
  }

  private MemorySegment memory(byte... bytes) {
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
  }

  @Test
  void tcpOptionsComeOneByOne() {
    byte[] packet =
        Packets.raw()
            .ipv4("1.1.1.1", "2.2.2.2")
            .tcp(1, 2, Packets.SYN)
            .tcpOptions(
                (byte) 2, (byte) 4, (byte) 5, (byte) 0xb4, (byte) 1, (byte) 3, (byte) 3, (byte) 7)
            .datagram();
    TcpHeader header = new TcpHeader();
    header.wrap(memory(packet), 0);
    TcpOptions options = new TcpOptions().wrap(header);
    List<String> found = new ArrayList<>();

    while (options.next()) {
      found.add(options.kind() + " " + options.length());
    }

    assertThat(found).containsExactly("2 4", "1 1", "3 3");
    assertThat(options.isBroken()).isFalse();
  }

  @Test
  void optionThatReachesTooFarEndsTheList() {
    byte[] packet =
        Packets.raw()
            .ipv4("1.1.1.1", "2.2.2.2")
            .tcp(1, 2, Packets.SYN)
            .tcpOptions((byte) 1, (byte) 2, (byte) 9, (byte) 0)
            .datagram();
    TcpHeader header = new TcpHeader();
    header.wrap(memory(packet), 0);
    TcpOptions options = new TcpOptions().wrap(header);

    assertThat(options.next()).isTrue();
    assertThat(options.next()).isFalse();
    assertThat(options.isBroken()).isTrue();
  }

  @Test
  void sequenceNumbersWrap() {
    assertThat(Sequence.delta(5, -5)).isEqualTo(10);
    assertThat(Sequence.between(2, -10, 10)).isTrue();
    assertThat(Sequence.between(20, -10, 10)).isFalse();
  }

  @Test
  void errorMessageShowsThePacketThatItIsAbout() {
    byte[] about = Packets.raw().ipv4("10.0.0.1", "10.0.0.2").dontFragment().udp(5_000, 53).build();

    IcmpContext context = IcmpContext.ofIpv4(memory(about), 0, about.length, true);

    assertThat(context.protocol()).isEqualTo(17);
    assertThat(context.srcPort()).isEqualTo(5_000);
    assertThat(context.dstPort()).isEqualTo(53);
    assertThat(context.ipLength()).isEqualTo(28);
    assertThat(context.dontFragment()).isTrue();
    assertThat(context.badHeaderLength()).isFalse();
    assertThat(context.badChecksum()).isFalse();
  }

  @Test
  void errorMessageMayShowTooLittle() {
    byte[] about = Packets.raw().ipv4("10.0.0.1", "10.0.0.2").udp(5_000, 53).build();

    assertThat(IcmpContext.ofIpv4(memory(about), 0, 22, true).badHeaderLength()).isTrue();
    assertThat(IcmpContext.ofIpv4(memory(about), 0, 22, true).hasAddresses()).isTrue();
    assertThat(IcmpContext.ofIpv4(memory(about), 0, 10, true).hasAddresses()).isFalse();
  }

  @Test
  void neighborOptionsComeOneByOne() {
    byte[] bytes = new byte[8 + 32 + 1];
    bytes[0] = 1;
    bytes[1] = 1;
    bytes[8] = 3;
    bytes[9] = 4;
    NeighborOptions options = new NeighborOptions().wrap(memory(bytes), 0, bytes.length);

    assertThat(options.next()).isTrue();
    assertThat(options.bodyLength()).isEqualTo(6);
    assertThat(options.isWhole()).isTrue();
    assertThat(options.next()).isTrue();
    assertThat(options.kind()).isEqualTo(NeighborOptions.PREFIX);
    assertThat(options.next()).isFalse();
    assertThat(options.weird()).isEqualTo("truncated_ICMPv6_ND_options");
  }

  @Test
  void optionOfNoLengthEndsTheList() {
    NeighborOptions options = new NeighborOptions().wrap(memory(new byte[16]), 0, 16);

    assertThat(options.next()).isFalse();
    assertThat(options.weird()).isEqualTo("zero_length_ICMPv6_ND_option");
  }

  @Test
  void extensionHeadersAreAChain() {
    byte[] packet =
        Packets.raw()
            .ipv6("fd00::1", "fd00::2")
            .extension(0, new byte[7])
            .extension(60, new byte[7])
            .udp(1, 2)
            .payload("abc")
            .build();
    IpHeader ip = new IpHeader();
    List<String> problems = new ArrayList<>();

    ip.wrapIpv6(memory(packet), 0, packet.length, false, (_, name, _) -> problems.add(name));

    assertThat(ip.headerCount()).isEqualTo(3);
    assertThat(ip.headerType(2)).isEqualTo(60);
    assertThat(ip.headerLength()).isEqualTo(56);
    assertThat(ip.protocol()).isEqualTo(17);
    assertThat(ip.payloadLength()).isEqualTo(11);
    assertThat(problems).isEmpty();
  }
}
