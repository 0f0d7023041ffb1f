package org.brood.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.brood.capture.LinkType;
import org.brood.decode.PacketFilter.End;
import org.brood.engine.Recorder;
import org.brood.testkit.Packets;
import org.brood.wire.IpHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacketFilterTest {
  private static final long SYN = 2;

  /// 10.0.0.1 and 10.0.0.2, mapped into IPv6.
  private static final long ONE = IpHeader.MAPPED | 0x0a00_0001L;

  private static final long TWO = IpHeader.MAPPED | 0x0a00_0002L;

  private final Recorder run = new Recorder();

  @AfterEach
  void close() {
    run.close();
  }

  private PacketFilter filter() {
    return run.decoding().filter();
  }

  private boolean passes(byte[] packet) {
    long before = run.decoding().packetsNotProcessed();
    run.packet(LinkType.RAW, 1, packet, packet.length);
    return run.decoding().packetsNotProcessed() == before;
  }

  private static byte[] udp(String from, String to) {
    return Packets.raw().ipv4(from, to).udp(1, 2).payload("data").build();
  }

  @Test
  void sourceAndDestinationAreToldApart() {
    filter().add(End.SOURCE, 0, ONE, 128, 0, 1);
    assertThat(passes(udp("10.0.0.1", "10.0.0.2"))).isFalse();
    assertThat(passes(udp("10.0.0.2", "10.0.0.1"))).isTrue();

    filter().add(End.DESTINATION, 0, ONE, 128, 0, 1);
    assertThat(passes(udp("10.0.0.2", "10.0.0.1"))).isFalse();
  }

  @Test
  void smallestNetworkCounts() {
    filter().add(End.SOURCE, 0, IpHeader.MAPPED | 0x0a00_0000L, 104, 0, 1);
    filter().add(End.SOURCE, 0, TWO, 128, 0, 0);

    assertThat(passes(udp("10.9.9.9", "10.0.0.1"))).isFalse();
    assertThat(passes(udp("10.0.0.2", "10.0.0.1"))).isTrue();
    assertThat(passes(udp("11.0.0.2", "10.0.0.1"))).isTrue();
  }

  @Test
  void filterOfTheSourceDecidesAlone() {
    filter().add(End.DESTINATION, 0, TWO, 128, 0, 1);
    filter().add(End.SOURCE, 0, ONE, 128, 0, 0);

    assertThat(passes(udp("10.0.0.1", "10.0.0.2"))).isTrue();
  }

  @Test
  void everythingIsOfTheNetworkWithoutBits() {
    filter().add(End.SOURCE, 0, 0, 0, 0, 1);

    assertThat(passes(udp("10.0.0.1", "10.0.0.2"))).isFalse();
    assertThat(filter().remove(End.SOURCE, 0, 0, 0)).isTrue();
    assertThat(passes(udp("10.0.0.1", "10.0.0.2"))).isTrue();
    assertThat(filter().remove(End.SOURCE, 0, 0, 0)).isFalse();
  }

  @Test
  void prefixOfAnIpv6AddressEndsInEitherHalf() {
    byte[] packet = Packets.raw().ipv6("2001:db8::1:0:0:9", "::2").udp(5, 6).payload("x").build();

    filter().add(End.SOURCE, 0x2001_0db8_ffff_ffffL, 7, 32, 0, 1);
    assertThat(passes(packet)).isFalse();
    assertThat(filter().remove(End.SOURCE, 0x2001_0db8_0000_0000L, 0, 32)).isTrue();
    filter().add(End.SOURCE, 0x2001_0db8_0000_0000L, 0x0001_0000_0000_0000L, 80, 0, 1);
    assertThat(passes(packet)).isFalse();
  }

  @Test
  void segmentsWithOneOfTheFlagsAreKept() {
    filter().add(End.SOURCE, 0, ONE, 128, SYN, 1);

    assertThat(passes(Packets.raw().ipv4("10.0.0.1", "10.0.0.2").tcp(1, 2, 0x02).build())).isTrue();
    assertThat(passes(Packets.raw().ipv4("10.0.0.1", "10.0.0.2").tcp(1, 2, 0x10).build()))
        .isFalse();
    assertThat(passes(udp("10.0.0.1", "10.0.0.2"))).isFalse();
  }
}
