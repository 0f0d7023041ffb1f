package org.brood.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.brood.capture.LinkType;
import org.brood.engine.Recorder;
import org.brood.flow.Flow;
import org.brood.testkit.Packets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecoderTest {
  private static final byte[] IP =
      Packets.raw().ipv4("10.0.0.1", "10.0.0.2").udp(1, 2).payload("data").build();

  private final Recorder run = new Recorder();

  @AfterEach
  void close() {
    run.close();
  }

  private static byte[] behind(byte[] payload, int... header) {
    byte[] frame = new byte[header.length + payload.length];
    for (int i = 0; i < header.length; i++) {
      frame[i] = (byte) header[i];
    }
    System.arraycopy(payload, 0, frame, header.length, payload.length);
    return frame;
  }

  private void link(int linkType, byte[] frame) {
    run.packet(linkType, 1, frame, frame.length);
  }

  private Flow flow() {
    run.finish();
    return run.onlyFlow();
  }

  @Test
  void rawIp() {
    link(LinkType.RAW, IP);

    assertThat(flow().respPort()).isEqualTo(2);
  }

  @Test
  void unknownLinkTypeIsTakenForIp() {
    link(147, IP);

    assertThat(flow().respPort()).isEqualTo(2);
  }

  @Test
  void loopbackFamilies() {
    link(LinkType.NULL, behind(IP, 2, 0, 0, 0));
    link(LinkType.LOOP, behind(IP, 0, 0, 0, 2));

    assertThat(flow().packets(org.brood.flow.Side.ORIGINATOR)).isEqualTo(2);
  }

  @Test
  void pppWithAndWithoutFraming() {
    link(LinkType.PPP, behind(IP, 0xff, 3, 0, 0x21));
    link(LinkType.PPP, behind(IP, 0, 0x21));
    link(LinkType.PPP_SERIAL, behind(IP, 0x0f, 0, 0, 0x21));

    assertThat(flow().packets(org.brood.flow.Side.ORIGINATOR)).isEqualTo(3);
  }

  @Test
  void linuxCookedCaptures() {
    link(LinkType.LINUX_SLL, behind(IP, 0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 9, 0, 0, 8, 0));
    link(
        LinkType.LINUX_SLL2,
        behind(IP, 8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 2, 0, 0, 0, 0, 9, 0, 0));

    Flow flow = flow();
    assertThat(flow.packets(org.brood.flow.Side.ORIGINATOR)).isEqualTo(2);
    assertThat(flow.linkAddress(org.brood.flow.Side.ORIGINATOR)).isEqualTo(0x0200_0000_0009L);
  }

  @Test
  void netfilterLogPassesAttributesBeforeThePacket() {
    byte[] behindTag = behind(IP, (4 + IP.length) & 0xff, 0, 9, 0);
    link(LinkType.NFLOG, behind(behindTag, 2, 0, 0, 0, 5, 0, 1, 0, 7, 0, 0, 0));

    assertThat(flow().respPort()).isEqualTo(2);
  }

  @Test
  void pppoeCarriesItsSession() {
    int length = IP.length + 2;
    byte[] frame =
        Packets.ethernet()
            .etherType(0x8864, (byte) 0x11, (byte) 0, (byte) 0, (byte) 77)
            .payload(behind(IP, length >>> 8, length, 0, 0x21))
            .build();
    link(LinkType.ETHERNET, frame);

    assertThat(flow().pppoeSession()).isEqualTo(77);
    assertThat(run.weirds).isEmpty();
  }

  @Test
  void mplsLabelsAreAStack() {
    byte[] frame =
        Packets.ethernet().etherType(0x8847).payload(behind(IP, 0, 1, 0, 64, 0, 2, 1, 64)).build();
    link(LinkType.ETHERNET, frame);

    assertThat(flow().respPort()).isEqualTo(2);
  }

  @Test
  void snapNamesTheProtocolByOrganization() {
    int length = IP.length + 8;
    byte[] frame =
        Packets.ethernet()
            .etherType(length, (byte) 0xaa, (byte) 0xaa, (byte) 3)
            .payload(behind(IP, 0, 0, 0, 8, 0))
            .build();
    link(LinkType.ETHERNET, frame);

    assertThat(flow().respPort()).isEqualTo(2);
  }

  @Test
  void unknownEtherTypeIsReportedThreeTimesOnly() {
    byte[] frame = Packets.ethernet().etherType(0x9999).payload("some bytes").build();

    for (int i = 0; i < 10; i++) {
      link(LinkType.ETHERNET, frame);
    }

    assertThat(run.calls).hasSize(3).containsOnly("unknown ETHERNET 39321");
    assertThat(run.decoding().packetsNotProcessed()).isEqualTo(10);
  }

  @Test
  void arpIsTold() {
    byte[] arp =
        behind(
            new byte[] {10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 10, 0, 0, 2},
            0,
            1,
            8,
            0,
            6,
            4,
            0,
            1,
            2,
            0,
            0,
            0,
            0,
            1);
    link(LinkType.ETHERNET, Packets.ethernet().etherType(0x0806).payload(arp).build());
    arp[13] = 9;
    link(LinkType.ETHERNET, Packets.ethernet().etherType(0x0806).payload(arp).build());

    assertThat(run.calls).containsExactly("arp request", "bad arp weird-arp-sha");
  }

  @Test
  void headersThatAreCutOffAreWeird() {
    link(LinkType.ETHERNET, new byte[14]);
    link(LinkType.NULL, new byte[4]);
    link(LinkType.PPP, new byte[2]);
    link(LinkType.RAW, Arrays.copyOf(IP, 19));
    link(LinkType.RAW, Arrays.copyOf(IP, 27));

    assertThat(run.weirds)
        .containsExactly(
            "truncated_ethernet_frame",
            "null_analyzer_failed",
            "truncated_ppp_header",
            "truncated_IP",
            "truncated_IP_len");
  }

  @Test
  void captureThatCutsTheTransportHeaderIsWeird() {
    run.packet(LinkType.RAW, 1, Arrays.copyOf(IP, 27), IP.length);

    assertThat(run.weirds).containsExactly("internally_truncated_header");
  }

  @Test
  void ipHeaderMustMakeSense() {
    byte[] version = IP.clone();
    version[0] = 0x75;
    byte[] headerLength = IP.clone();
    headerLength[0] = 0x44;
    link(LinkType.RAW, version);
    link(LinkType.RAW, headerLength);
    link(LinkType.RAW, Packets.raw().ipv4("1.1.1.1", "2.2.2.2").udp(1, 2).badIpChecksum().build());

    assertThat(run.weirds)
        .containsExactly("unknown_ip_version", "IPv4_min_header_size", "bad_IP_checksum");
  }

  @Test
  void zeroLengthIsThatOfTheCaptureWhenChecksumsAreIgnored() {
    run.decodeOptions.ignoreChecksums = true;
    byte[] packet =
        Packets.raw().ipv4("10.0.0.1", "10.0.0.2").udp(1, 2).payload("abcd").totalLength(0).build();

    link(LinkType.RAW, packet);

    assertThat(run.weirds).containsExactly("ip_hdr_len_zero");
    assertThat(run.fromOriginator.toString()).isEqualTo("abcd");
  }

  @Test
  void routingHeaderGivesTheFinalDestination() {
    byte[] routing = new byte[23];
    routing[0] = 2;
    routing[2] = 1;
    routing[22] = 9;
    byte[] packet =
        Packets.raw().ipv6("::1", "::2").extension(43, routing).udp(5, 6).payload("x").build();
    run.decodeOptions.ignoreChecksums = true;

    link(LinkType.RAW, packet);

    assertThat(run.weirds).containsExactly("routing0_hdr");
    assertThat(flow().respLow()).isEqualTo(9);
  }

  @Test
  void bytesAreCountedAsTheyWereOnTheWire() {
    run.packet(LinkType.RAW, 1, IP, IP.length);
    run.packet(LinkType.RAW, 2, IP, 1000);

    assertThat(run.decoding().bytesProcessed()).isEqualTo(32 + 1000);
  }

  @Test
  void timeNeverGoesBack() {
    run.packet(LinkType.RAW, 10_000_000, IP, IP.length);
    run.packet(LinkType.RAW, 5_000_000, IP, IP.length);

    assertThat(run.decoding().networkNanos()).isEqualTo(10_000_000_000L);
    assertThat(run.decoding().packetNanos()).isEqualTo(5_000_000_000L);
  }
}
