package org.brood.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.brood.engine.Recorder;
import org.brood.flow.Side;
import org.brood.testkit.Capture;
import org.brood.testkit.Packets;
import org.brood.testkit.TcpConversation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReassemblerTest {
  private final Recorder run = new Recorder();
  private final Capture capture = new Capture(Capture.ETHERNET);
  private final TcpConversation tcp =
      new TcpConversation(capture, 1_000_000, "10.0.0.1", 40_000, "10.0.0.2", 80);

  @AfterEach
  void close() {
    run.close();
  }

  private void fromClient(long ahead, String text) {
    tcp.packet(
        true,
        Packets.ACK,
        tcp.clientNext() + ahead,
        tcp.serverNext(),
        text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  private void serverAcknowledges(long ahead) {
    tcp.packet(false, Packets.ACK, tcp.serverNext(), tcp.clientNext() + ahead);
  }

  @Test
  void segmentsOutOfOrderWaitForTheHole() {
    tcp.handshake();
    fromClient(6, "ghi");
    fromClient(3, "def");
    fromClient(0, "abc");

    run.run(capture);

    assertThat(run.fromOriginator.toString()).isEqualTo("abcdefghi");
    assertThat(run.streams().keptBytes()).isPositive();
  }

  @Test
  void acknowledgedHoleIsAGapOnce() {
    tcp.handshake();
    fromClient(0, "abc");
    fromClient(8, "ijk");
    serverAcknowledges(11);
    serverAcknowledges(11);
    fromClient(11, "lmn");

    run.run(capture).finish();

    assertThat(run.fromOriginator.toString()).isEqualTo("abc<5>ijklmn");
    assertThat(run.onlyFlow().history()).isEqualTo("ShADaG");
    assertThat(run.streams().gaps().gapBytes()).isEqualTo(5);
    assertThat(run.streams().keptBytes()).isZero();
  }

  @Test
  void firstBytesCountWhenSegmentsOverlap() {
    tcp.handshake();
    fromClient(3, "DEF");
    fromClient(0, "abcdefghi");

    run.run(capture);

    assertThat(run.fromOriginator.toString()).isEqualTo("abcDEFghi");
  }

  @Test
  void retransmissionWithOtherBytesIsTold() {
    run.wantsInconsistencies = true;
    tcp.handshake();
    fromClient(0, "abcdef");
    fromClient(2, "cXef");

    run.run(capture);

    assertThat(run.calls).contains("inconsistent cdef cXef");
    assertThat(run.fromOriginator.toString()).isEqualTo("abcdef");
  }

  @Test
  void retransmissionOfAcknowledgedBytesIsIgnored() {
    tcp.handshake();
    fromClient(0, "abc");
    serverAcknowledges(3);
    fromClient(0, "XYZdef");

    run.run(capture);

    assertThat(run.fromOriginator.toString()).isEqualTo("abcdef");
  }

  @Test
  void otherBytesThanWereAcknowledgedAreTold() {
    run.wantsInconsistencies = true;
    run.flowOptions.tcpMaxOldSegments = 10;
    tcp.handshake();
    fromClient(0, "abc");
    serverAcknowledges(3);
    fromClient(0, "aXcdef");

    run.run(capture);

    assertThat(run.calls).contains("inconsistent abc aXc");
    assertThat(run.fromOriginator.toString()).isEqualTo("abcdef");
  }

  @Test
  void whatWaitsAtTheEndIsToldWithTheHolesBeforeIt() {
    run.wantsWaiting = true;
    tcp.handshake();
    fromClient(0, "abc");
    fromClient(5, "fg");
    fromClient(7, "hi");
    fromClient(12, "mn");

    run.run(capture).finish();

    assertThat(run.fromOriginator.toString()).isEqualTo("abc");
    assertThat(run.calls)
        .containsSubsequence("hole 2", "waiting fg", "waiting hi", "hole 3", "waiting mn");
  }

  @Test
  void aHoleBehindWhichThereIsNothingIsNotTold() {
    run.wantsWaiting = true;
    tcp.handshake();
    fromClient(0, "abc");
    serverAcknowledges(9);

    run.run(capture).finish();

    assertThat(run.fromOriginator.toString()).isEqualTo("abc<6>");
    assertThat(run.calls).doesNotContain("hole 6");
  }

  @Test
  void dataOnTheSynIsDelivered() {
    tcp.packet(true, Packets.SYN, 1_000, 0, (byte) 'h', (byte) 'i');
    tcp.packet(false, Packets.SYN | Packets.ACK, 5_000, 1_003);

    run.run(capture);

    assertThat(run.fromOriginator.toString()).isEqualTo("hi");
    assertThat(run.weirds).containsExactly("SYN_with_data");
  }

  @Test
  void endIsToldWhenTheLastHoleIsFilled() {
    tcp.handshake();
    tcp.packet(true, Packets.FIN | Packets.ACK, tcp.clientNext() + 3, tcp.serverNext());
    fromClient(0, "abc");
    serverAcknowledges(4);

    run.run(capture);

    assertThat(run.calls).endsWith("eof orig");
    assertThat(run.fromOriginator.toString()).isEqualTo("abc");
  }

  @Test
  void dataAboveAHoleIsGivenUpWhenNothingIsEverAcknowledged() {
    run.flowOptions.tcpMaxAboveHoleWithoutAnyAcks = 100;
    tcp.packet(true, Packets.SYN, 1_000, 0);
    for (int i = 0; i < 10; i++) {
      tcp.packet(true, Packets.ACK, 1_010 + 20L * i, 0, new byte[20]);
    }

    run.run(capture);

    assertThat(run.weirds).contains("above_hole_data_without_any_acks");
    assertThat(run.streams().keptBytes()).isZero();
  }

  @Test
  void tooMuchUnacknowledgedDataIsGivenUp() {
    run.flowOptions.tcpExcessiveDataWithoutFurtherAcks = 2_000;
    tcp.handshake();
    fromClient(0, "a");
    serverAcknowledges(1);
    for (int i = 0; i < 30; i++) {
      fromClient(1 + 100L * i, "x".repeat(100));
    }

    run.run(capture);

    assertThat(run.weirds).containsExactly("excessive_data_without_further_acks");
    assertThat(run.fromOriginator.length()).isLessThanOrEqualTo(2_200);
  }

  @Test
  void tinySegmentsAreBoundedByTheirNumber() {
    run.flowOptions.tcpMaxWaitingSegments = 50;
    tcp.handshake();
    fromClient(0, "a");
    serverAcknowledges(1);
    for (int i = 0; i < 60; i++) {
      fromClient(3 + 2L * i, "x");
    }

    run.run(capture);

    assertThat(run.weirds).containsExactly("excessive_data_without_further_acks");
    assertThat(run.streams().keptBytes()).isZero();
  }

  @Test
  void segmentIsDroppedWhenThereIsNoMemoryForIt() {
    run.flowOptions.maxStreamBytes = 1 << 20;
    run.flowOptions.tcpMaxAboveHoleWithoutAnyAcks = 0;
    run.flowOptions.tcpExcessiveDataWithoutFurtherAcks = 0;
    tcp.handshake();
    for (int i = 0; i < 600; i++) {
      fromClient(10 + 2_048L * i, "x".repeat(2_048));
    }

    run.run(capture);

    assertThat(run.streams().droppedSegments()).isEqualTo(88);
    assertThat(run.streams().keptBytes()).isEqualTo(1 << 20);
  }

  @Test
  void truncatedPayloadIsWeirdAndAGapLater() {
    tcp.handshake();
    run.run(capture);
    byte[] frame =
        Packets.ethernet()
            .ipv4("10.0.0.1", "10.0.0.2")
            .tcp(40_000, 80, Packets.ACK)
            .sequence(tcp.clientNext())
            .acknowledgment(tcp.serverNext())
            .payload("abcdef")
            .build();
    run.packet(1, 2_000_000, java.util.Arrays.copyOf(frame, frame.length - 3), frame.length);
    Capture more = new Capture(Capture.ETHERNET);
    new TcpConversation(more, 2_000_001, "10.0.0.1", 40_000, "10.0.0.2", 80)
        .startAt(tcp.clientNext() + 6, tcp.serverNext())
        .acknowledge(false);

    run.run(more);

    assertThat(run.weirds).containsExactly("truncated_tcp_payload");
    assertThat(run.fromOriginator.toString()).isEqualTo("<6>");
    assertThat(run.ended).isEmpty();
    assertThat(Side.ORIGINATOR.opposite()).isEqualTo(Side.RESPONDER);
  }
}
