package org.brood.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.brood.engine.Recorder;
import org.brood.testkit.Packets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UdpAndIcmpFlowTest {
  private final Recorder run = new Recorder();

  @AfterEach
  void close() {
    run.close();
  }

  private static byte[] udp(String from, int fromPort, String to, int toPort, String text) {
    return Packets.ethernet().ipv4(from, to).udp(fromPort, toPort).payload(text).build();
  }

  @Test
  void bothDirectionsAreOneFlow() {
    run.packet(1, udp("10.0.0.2", 5_000, "10.0.0.1", 53, "question"));
    run.packet(2_001, udp("10.0.0.1", 53, "10.0.0.2", 5_000, "an answer")).finish();

    Flow flow = run.onlyFlow();
    assertThat(flow.history()).isEqualTo("Dd");
    assertThat(flow.origPort()).isEqualTo(5_000);
    assertThat(flow.durationNanos()).isEqualTo(2_000_000);
    assertThat(flow.size(Side.ORIGINATOR)).isEqualTo(8);
    assertThat(flow.size(Side.RESPONDER)).isEqualTo(9);
    assertThat(run.fromOriginator.toString()).isEqualTo("question");
    assertThat(run.fromResponder.toString()).isEqualTo("an answer");
  }

  @Test
  void answerThatComesFirstIsFlippedByItsPort() {
    run.flowOptions.likelyUdpServerPorts.set(53);

    run.packet(1, udp("10.0.0.1", 53, "10.0.0.2", 5_000, "x")).finish();

    assertThat(run.onlyFlow().history()).isEqualTo("^d");
    assertThat(run.onlyFlow().respPort()).isEqualTo(53);
  }

  @Test
  void broadcastIsNeverTheOriginator() {
    run.flowOptions.likelyUdpServerPorts.set(67);

    run.packet(1, udp("10.0.0.1", 67, "255.255.255.255", 68, "x")).finish();

    assertThat(run.onlyFlow().history()).isEqualTo("D");
  }

  @Test
  void sameAddressesAreToldApartByPort() {
    run.packet(1, udp("127.0.0.1", 9, "127.0.0.1", 700, "a"));
    run.packet(2, udp("127.0.0.1", 700, "127.0.0.1", 9, "b")).finish();

    assertThat(run.onlyFlow().history()).isEqualTo("Dd");
  }

  @Test
  void silentFlowTimesOut() {
    run.packet(0, udp("10.0.0.1", 1, "10.0.0.2", 2, "x"));
    run.packet(61_000_000, udp("10.0.0.1", 3, "10.0.0.2", 4, "x"));

    assertThat(run.calls).containsExactly("new", "timeout", "remove", "new");
    assertThat(run.flows().endedByInactivity()).isEqualTo(1);
  }

  @Test
  void wrongLengthInTheHeaderIsWeird() {
    byte[] frame = udp("10.0.0.1", 1, "10.0.0.2", 2, "abc");
    frame[14 + 20 + 5] = 9;
    run.decodeOptions.ignoreChecksums = true;

    run.packet(1, frame).finish();

    assertThat(run.weirds).containsExactly("UDP_datagram_length_mismatch");
    assertThat(run.onlyFlow().size(Side.ORIGINATOR)).isEqualTo(1);
  }

  @Test
  void badChecksumIsCountedAndNothingElse() {
    byte[] bad =
        Packets.ethernet().ipv4("1.1.1.1", "2.2.2.2").udp(1, 2).payload("x").badChecksum().build();

    run.packet(1, bad).packet(2, bad).finish();

    assertThat(run.onlyFlow().history()).isEqualTo("C");
    assertThat(run.onlyFlow().packets(Side.ORIGINATOR)).isZero();
    assertThat(run.weirds).containsExactly("bad_UDP_checksum", "bad_UDP_checksum");
  }

  @Test
  void absentChecksumIsFineInIpv4Only() {
    byte[] ipv4 = udp("1.1.1.1", 1, "2.2.2.2", 2, "x");
    ipv4[14 + 20 + 6] = 0;
    ipv4[14 + 20 + 7] = 0;
    byte[] ipv6 = Packets.ethernet().ipv6("::1", "::2").udp(1, 2).payload("x").build();
    ipv6[14 + 40 + 6] = 0;
    ipv6[14 + 40 + 7] = 0;

    run.packet(1, ipv4).packet(2, ipv6).finish();

    assertThat(run.weirds).containsExactly("bad_UDP_checksum");
  }

  @Test
  void pingAndItsAnswerAreOneFlow() {
    run.packet(1, Packets.ethernet().ipv4("10.0.0.1", "10.0.0.2").icmp(8, 0, 1).build());
    run.packet(2, Packets.ethernet().ipv4("10.0.0.2", "10.0.0.1").icmp(0, 0, 1).build()).finish();

    Flow flow = run.onlyFlow();
    assertThat(flow.origPort()).isEqualTo(8);
    assertThat(flow.respPort()).isEqualTo(0);
    assertThat(flow.packets(Side.RESPONDER)).isEqualTo(1);
  }

  @Test
  void unreachableHasTypeAndCodeAsPorts() {
    run.packet(1, Packets.ethernet().ipv4("10.0.0.2", "10.0.0.1").icmp(3, 1, 0).build()).finish();

    assertThat(run.onlyFlow().origPort()).isEqualTo(3);
    assertThat(run.onlyFlow().respPort()).isEqualTo(1);
  }

  @Test
  void icmpv6ChecksumCoversTheAddresses() {
    run.packet(1, Packets.ethernet().ipv6("fe80::1", "fe80::2").icmp(128, 0, 7).build());
    run.packet(
        2, Packets.ethernet().ipv6("fe80::1", "fe80::2").icmp(128, 0, 7).badChecksum().build());

    assertThat(run.calls).containsExactly("new", "icmp 128");
    assertThat(run.weirds).containsExactly("bad_ICMP_checksum");
  }

  @Test
  void unknownProtocolIsAFlowWithoutPorts() {
    byte[] frame =
        Packets.ethernet().ipv4("10.0.0.1", "10.0.0.2").protocol(132).payload("sctp").build();

    run.packet(1, frame).finish();

    assertThat(run.onlyFlow().transport()).isEqualTo(Transport.UNKNOWN);
    assertThat(run.onlyFlow().protocol()).isEqualTo(132);
    assertThat(run.calls).contains("unknown UNKNOWN_IP_TRANSPORT 132");
  }

  @Test
  void vlansAreTakenFromTheFirstPacket() {
    byte[] frame =
        Packets.ethernet()
            .vlan(0x88a8, 100)
            .vlan(0x8100, 0xe007)
            .ipv4("10.0.0.1", "10.0.0.2")
            .udp(1, 2)
            .build();

    run.packet(1, frame).finish();

    assertThat(run.onlyFlow().vlan()).isEqualTo(100);
    assertThat(run.onlyFlow().innerVlan()).isEqualTo(7);
    assertThat(run.onlyFlow().linkAddress(Side.ORIGINATOR)).isEqualTo(0x0200_0000_0001L);
  }

  @Test
  void noMoreFlowsThanAllowed() {
    run.flowOptions.maxFlows = 2;

    for (int port = 1; port <= 5; port++) {
      run.packet(port, udp("10.0.0.1", port, "10.0.0.2", 9, "x"));
    }

    assertThat(run.flows().size()).isEqualTo(2);
    assertThat(run.flows().refused()).isEqualTo(3);
  }
}
