package org.brood.capture.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.LinkType;
import org.junit.jupiter.api.Test;

class UdpSourceTest {
  /// VXLAN network 7: the flag says that it is valid (RFC 7348, section 5).
  private static final String VXLAN = "0800000000000700";

  /// Geneve with four bytes of options, carrying Ethernet (RFC 8926, section 3.4).
  private static final String GENEVE = "0100655800000700" + "aabbccdd";

  private final Frame frame = new Frame();

  @Test
  void vxlanIsTakenOff() throws IOException {
    try (UdpSource source = receive(UdpSource.Wrapping.VXLAN, VXLAN + "01020304")) {
      assertThat(next(source)).isEqualTo("01020304");
      assertThat(frame.linkType).isEqualTo(LinkType.ETHERNET);
      assertThat(frame.nanos).isPositive();
      assertThat(source.next(frame)).isFalse();
      assertThat(source.received()).isEqualTo(1);
    }
  }

  @Test
  void geneveIsTakenOffWithItsOptions() throws IOException {
    try (UdpSource source =
        receive(UdpSource.Wrapping.GENEVE, GENEVE + "0a0b", "00000800000007004500")) {
      assertThat(next(source)).isEqualTo("0a0b");
      assertThat(frame.linkType).isEqualTo(LinkType.ETHERNET);
      assertThat(next(source)).isEqualTo("4500");
      assertThat(frame.linkType).isEqualTo(LinkType.RAW);
    }
  }

  @Test
  void rawDatagramsAreFrames() throws IOException {
    try (UdpSource source = receive(UdpSource.Wrapping.RAW, "ff00")) {
      assertThat(next(source)).isEqualTo("ff00");
      assertThat(frame.weird).isEmpty();
    }
  }

  @Test
  void brokenWrappingIsWeird() throws IOException {
    List<String> vxlan = List.of("08000000000007", "0000000000000700aabb", "");
    List<String> geneve = List.of("3f00655800000700", "0000999900000700aa", "00");
    for (String one : vxlan) {
      expectWeird(UdpSource.Wrapping.VXLAN, one);
    }
    for (String one : geneve) {
      expectWeird(UdpSource.Wrapping.GENEVE, one);
    }
  }

  private void expectWeird(UdpSource.Wrapping wrapping, String datagram) throws IOException {
    try (UdpSource source = receive(wrapping, datagram)) {
      next(source);
      assertThat(frame.weird).as(datagram).isEqualTo("mirror_datagram_malformed");
    }
  }

  @Test
  void moreThanOneBatchComesInOrder() throws IOException {
    String[] datagrams = new String[200];
    for (int i = 0; i < datagrams.length; i++) {
      datagrams[i] = VXLAN + HexFormat.of().toHexDigits((short) i);
    }
    try (UdpSource source = receive(UdpSource.Wrapping.VXLAN, datagrams)) {
      for (int i = 0; i < datagrams.length; i++) {
        assertThat(next(source)).isEqualTo(HexFormat.of().toHexDigits((short) i));
      }
      assertThat(source.dropped()).isZero();
    }
  }

  @Test
  void anAddressThatIsInUseIsRefused() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DatagramSocket taken = new DatagramSocket(0, loopback)) {
      InetSocketAddress same = new InetSocketAddress(loopback, taken.getLocalPort());

      assertThatThrownBy(() -> UdpSource.open("udp:x", same, UdpSource.Wrapping.RAW, 1).close())
          .isInstanceOf(CaptureException.class)
          .hasMessageStartingWith("udp:x: bind: ");
    }
  }

  /// A source that got these datagrams, in hexadecimal.
  private static UdpSource receive(UdpSource.Wrapping wrapping, String... datagrams)
      throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port;
    try (DatagramSocket free = new DatagramSocket(0, loopback)) {
      port = free.getLocalPort();
    }
    InetSocketAddress address = new InetSocketAddress(loopback, port);
    UdpSource source = UdpSource.open("udp:test", address, wrapping, 1);
    try (DatagramSocket sender = new DatagramSocket(0, loopback)) {
      for (String datagram : datagrams) {
        byte[] bytes = HexFormat.of().parseHex(datagram);
        sender.send(new DatagramPacket(bytes, bytes.length, address));
      }
    }
    return source;
  }

  /// The next frame, in hexadecimal.
  private String next(UdpSource source) throws IOException {
    assertThat(source.next(frame)).isTrue();
    byte[] bytes =
        frame.segment.asSlice(frame.offset, frame.capturedLength).toArray(ValueLayout.JAVA_BYTE);
    return HexFormat.of().formatHex(bytes);
  }
}
