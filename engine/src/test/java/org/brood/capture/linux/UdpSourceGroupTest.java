package org.brood.capture.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.brood.capture.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Real sockets on the loop-back interface: which one of a group gets a datagram is for the kernel.
class UdpSourceGroupTest {
  private static final int SOURCES = 4;
  private static final int CONNECTIONS = 64;
  private static final String MACS = "020000000001" + "020000000002";
  private static final String VXLAN = "0800000000000700";
  private static final String GENEVE_ETHERNET = "0100655800000700" + "aabbccdd";
  private static final String GENEVE_IP4 = "0200080000000700" + "aabbccddaabbccdd";
  private static final String GENEVE_IP6 = "000086dd00000700";

  private final List<UdpSource> sources = new ArrayList<>();
  private final Frame frame = new Frame();

  /// Two packets of one connection.
  private record Both(String there, String back) {}

  private interface Packets {
    Both ofConnection(int number);
  }

  @AfterEach
  void close() {
    sources.forEach(UdpSource::close);
  }

  @Test
  void bothDirectionsOfVxlanComeToOneSource() throws IOException {
    expectTogether(UdpSource.Wrapping.VXLAN, VXLAN + MACS + "0800", UdpSourceGroupTest::ip4);
  }

  @Test
  void tagsAreLookedBehind() throws IOException {
    expectTogether(
        UdpSource.Wrapping.VXLAN, VXLAN + MACS + "81000005" + "0800", UdpSourceGroupTest::ip4);
    close();
    expectTogether(
        UdpSource.Wrapping.RAW, MACS + "88a80003" + "81000005" + "86dd", UdpSourceGroupTest::ip6);
  }

  @Test
  void bothDirectionsOfGeneveComeToOneSource() throws IOException {
    expectTogether(
        UdpSource.Wrapping.GENEVE, GENEVE_ETHERNET + MACS + "86dd", UdpSourceGroupTest::ip6);
    close();
    expectTogether(UdpSource.Wrapping.GENEVE, GENEVE_IP4, UdpSourceGroupTest::ip4);
    close();
    expectTogether(UdpSource.Wrapping.GENEVE, GENEVE_IP6, UdpSourceGroupTest::ip6);
  }

  @Test
  void bothDirectionsOfPlainFramesComeToOneSource() throws IOException {
    expectTogether(UdpSource.Wrapping.RAW, MACS + "0800", UdpSourceGroupTest::ip4);
  }

  @Test
  void whatHasNoAddressesIsForTheFirst() throws IOException {
    InetSocketAddress address = open(UdpSource.Wrapping.VXLAN);

    send(address, VXLAN + MACS + "0806" + "00010800", VXLAN + MACS + "0800" + "4500", "08", "");

    assertThat(arrived().values()).containsExactly(0, 0, 0, 0);
  }

  /// Sends both directions of many connections from different ports.
  private void expectTogether(UdpSource.Wrapping wrapping, String before, Packets packets)
      throws IOException {
    InetSocketAddress address = open(wrapping);
    for (int i = 0; i < CONNECTIONS; i++) {
      send(address, before + packets.ofConnection(i).there());
      send(address, before + packets.ofConnection(i).back());
    }

    Map<String, Integer> arrived = arrived();

    assertThat(arrived).hasSize(2 * CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      Both both = packets.ofConnection(i);
      assertThat(sourceOf(arrived, both.there())).isEqualTo(sourceOf(arrived, both.back()));
    }
    assertThat(new TreeSet<>(arrived.values())).hasSize(SOURCES);
  }

  private static int sourceOf(Map<String, Integer> arrived, String end) {
    return arrived.entrySet().stream()
        .filter(one -> one.getKey().endsWith(end))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static Both ip4(int number) {
    String one = "0a0000" + HexFormat.of().toHexDigits((byte) number);
    String other = "c0a80107";
    String header = "4500001c000040004011" + "0000";
    return new Both(header + one + other + "1f900050", header + other + one + "00501f90");
  }

  private static Both ip6(int number) {
    String one = String.format(Locale.ROOT, "20010db8000000000000000000%06x", number * 0x10001);
    String other = "20010db8000000010000000000000001";
    String header = "6000000000081140";
    return new Both(header + one + other + "1f900050", header + other + one + "00501f90");
  }

  private InetSocketAddress open(UdpSource.Wrapping wrapping) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port;
    try (DatagramSocket free = new DatagramSocket(0, loopback)) {
      port = free.getLocalPort();
    }
    InetSocketAddress address = new InetSocketAddress(loopback, port);
    sources.clear();
    for (int i = 0; i < SOURCES; i++) {
      sources.add(UdpSource.open("udp:test", address, wrapping, SOURCES));
    }
    return address;
  }

  /// Each call sends from a port of its own.
  private static void send(InetSocketAddress address, String... datagrams) throws IOException {
    try (DatagramSocket sender = new DatagramSocket(0, address.getAddress())) {
      for (String datagram : datagrams) {
        byte[] bytes = HexFormat.of().parseHex(datagram);
        sender.send(new DatagramPacket(bytes, bytes.length, address));
      }
    }
  }

  /// What arrived, in hexadecimal, and the number of the source that has it.
  private Map<String, Integer> arrived() throws IOException {
    Map<String, Integer> arrived = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      while (sources.get(i).next(frame)) {
        byte[] bytes =
            frame
                .segment
                .asSlice(frame.offset, frame.capturedLength)
                .toArray(ValueLayout.JAVA_BYTE);
        arrived.put(HexFormat.of().formatHex(bytes), i);
      }
    }
    return arrived;
  }
}
