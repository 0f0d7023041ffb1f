package org.brood.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.brood.engine.Recorder;
import org.brood.flow.Flow;
import org.brood.testkit.Packets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TunnelTest {
  private static final byte[] INNER =
      Packets.raw().ipv4("192.168.0.1", "192.168.0.2").udp(7, 8).payload("inside").build();
  private static final byte[] INNER_FRAME =
      Packets.ethernet().ipv4("192.168.0.1", "192.168.0.2").udp(7, 8).payload("inside").build();
  private static final byte[] INNER_IPV6 =
      Packets.raw().ipv6("2001::1", "2001::2").udp(7, 8).payload("inside").build();

  private final Recorder run = new Recorder();
  private long micros = 1;

  @AfterEach
  void close() {
    run.close();
  }

  private static byte[] concat(byte[] payload, int... header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int value : header) {
      out.write(value);
    }
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private void ip(int protocol, byte[] payload) {
    run.packet(
        micros++,
        Packets.ethernet()
            .ipv4("10.0.0.1", "10.0.0.2")
            .protocol(protocol)
            .payload(payload)
            .build());
  }

  private void udp(int port, byte[] payload) {
    run.packet(
        micros++,
        Packets.ethernet().ipv4("10.0.0.1", "10.0.0.2").udp(40_000, port).payload(payload).build());
  }

  /// The flow inside, which came through one tunnel of this kind.
  private Flow inside(TunnelType type) {
    run.finish();
    Flow inner = run.ended.stream().filter(flow -> flow.respPort() == 8).findFirst().orElseThrow();
    Tunnels tunnels = inner.tunnels();
    assertThat(tunnels).isNotNull();
    if (tunnels != null) {
      assertThat(tunnels.at(0).type()).isEqualTo(type);
    }
    assertThat(run.weirds).isEmpty();
    return inner;
  }

  @Test
  void ipInIp() {
    ip(4, INNER);
    ip(41, INNER_IPV6);

    inside(TunnelType.IP);
    assertThat(run.ended).hasSize(2);
  }

  @Test
  void greCarriesIpAndEthernet() {
    ip(47, concat(INNER, 0, 0, 8, 0));
    ip(47, concat(INNER_FRAME, 0x20, 0, 0x65, 0x58, 1, 2, 3, 4));

    assertThat(inside(TunnelType.GRE).packets(org.brood.flow.Side.ORIGINATOR)).isEqualTo(2);
  }

  @Test
  void vxlanHangsOnItsConnection() {
    udp(4789, concat(INNER_FRAME, 8, 0, 0, 0, 0, 0, 5, 0));

    Flow inner = inside(TunnelType.VXLAN);
    Flow outer =
        run.ended.stream().filter(flow -> flow.respPort() == 4789).findFirst().orElseThrow();
    Tunnels tunnels = inner.tunnels();
    assertThat(tunnels == null ? null : tunnels.at(0).uid()).isEqualTo(outer.uid());
  }

  @Test
  void geneveSkipsOptions() {
    udp(6081, concat(INNER_FRAME, 1, 0, 0x65, 0x58, 0, 0, 5, 0, 1, 2, 3, 0));

    inside(TunnelType.GENEVE);
  }

  @Test
  void ayiyaIsDetectedOnAnyPort() {
    byte[] identity = new byte[4 + 16 + 20];
    byte[] header = concat(concat(INNER_IPV6), new int[0]);
    byte[] body = new byte[identity.length + header.length];
    System.arraycopy(header, 0, body, identity.length, header.length);
    udp(1_234, concat(body, 0x44, 0x52, 0x11, 41));

    inside(TunnelType.AYIYA);
  }

  @Test
  void teredoSkipsAnOriginIndication() {
    udp(3544, concat(INNER_IPV6, 0, 0, 1, 2, 3, 4, 5, 6));

    inside(TunnelType.TEREDO);
  }

  @Test
  void gtpCarriesUserPackets() {
    udp(2152, concat(INNER, 0x30, 255, 0, INNER.length, 0, 0, 0, 1));

    inside(TunnelType.GTPV1);
  }

  @Test
  void radiotapAndWlanFrames() {
    byte[] snap = concat(INNER, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0);
    byte[] wlan =
        concat(snap, 8, 2, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 0, 0);
    byte[] radiotap = concat(wlan, 0, 0, 8, 0, 0, 0, 0, 0);
    run.packet(127, 1, radiotap, radiotap.length).finish();

    assertThat(run.onlyFlow().respPort()).isEqualTo(8);
    assertThat(run.onlyFlow().linkAddress(org.brood.flow.Side.ORIGINATOR))
        .isEqualTo(0x0303_0303_0303L);
  }

  @Test
  void noMoreTunnelsInEachOtherThanAllowed() {
    byte[] packet = INNER;
    for (int i = 0; i < 6; i++) {
      packet = Packets.raw().ipv4("10.0.0.1", "10.0.0.2").protocol(4).payload(packet).build();
    }
    run.packet(12, 1, packet, packet.length).finish();

    assertThat(run.weirds).containsExactly("exceeded_tunnel_max_depth_in_tunnel");
    assertThat(run.ended).isEmpty();
  }

  @Test
  void changeOfTunnelsIsToldAFewTimesOnly() {
    for (int i = 0; i < 20; i++) {
      ip(4, INNER);
      run.packet(
          micros++,
          Packets.ethernet()
              .ipv4("192.168.0.1", "192.168.0.2")
              .udp(7, 8)
              .payload("inside")
              .build());
    }

    assertThat(run.weirds)
        .hasSize(39 - 5)
        .containsOnly("tunnel_max_changes_per_connection_exceeded");
  }

  @Test
  void brokenTunnelIsGivenUp() {
    udp(4789, new byte[40]);
    udp(4789, concat(INNER_FRAME, 8, 0, 0, 0, 0, 0, 5, 0));

    run.finish();

    assertThat(run.ended).hasSize(1);
  }
}
