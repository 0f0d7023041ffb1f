package org.brood.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.brood.engine.Recorder;
import org.brood.testkit.Capture;
import org.brood.testkit.Packets;
import org.brood.testkit.TcpConversation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpFlowTest {
  private final Recorder run = new Recorder();
  private final Capture capture = new Capture(Capture.ETHERNET);
  private final TcpConversation tcp =
      new TcpConversation(capture, 1_000_000_000, "10.0.0.1", 40_000, "10.0.0.2", 80);

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void normalConnectionTellsItsWholeLife() {
    tcp.handshake().send(true, "GET /").send(false, "hello").close(true).close(false);

    run.run(capture).finish();

    assertThat(run.calls)
        .containsExactly(
            "new", "established", "first ack", "eof orig", "eof resp", "finished", "remove");
    Flow flow = run.onlyFlow();
    assertThat(flow.history()).isEqualTo("ShADadFf");
    assertThat(flow.size(Side.ORIGINATOR)).isEqualTo(5);
    assertThat(flow.size(Side.RESPONDER)).isEqualTo(5);
    assertThat(flow.packets(Side.ORIGINATOR)).isEqualTo(6);
    assertThat(flow.packets(Side.RESPONDER)).isEqualTo(5);
    assertThat(flow.ipBytes(Side.ORIGINATOR)).isEqualTo(6 * 40 + 5);
    assertThat(flow.state(Side.ORIGINATOR)).isEqualTo(TcpState.CLOSED.code());
    assertThat(run.fromOriginator.toString()).isEqualTo("GET /");
    assertThat(run.fromResponder.toString()).isEqualTo("hello");
    assertThat(run.weirds).isEmpty();
  }

  @Test
  void closedConnectionIsForgottenAfterTheCloseDelay() {
    tcp.handshake().close(true).close(false).waitMicros(5_100_000);
    capture.add(tcp.micros(), Packets.ethernet().ipv4("1.1.1.1", "2.2.2.2").udp(1, 2).build());

    run.run(capture);

    assertThat(run.calls).endsWith("finished", "timeout", "remove", "new");
  }

  @Test
  void unansweredSynIsAnAttempt() {
    tcp.packet(true, Packets.SYN, 1, 0).waitMicros(5_000_000);
    capture.add(tcp.micros(), Packets.ethernet().ipv4("1.1.1.1", "2.2.2.2").udp(1, 2).build());

    run.run(capture);

    assertThat(run.calls).containsExactly("new", "attempt", "remove", "new");
    assertThat(run.onlyFlow().history()).isEqualTo("S");
  }

  @Test
  void unansweredSynIsAnAttemptAtTheEndOfTheRunToo() {
    tcp.packet(true, Packets.SYN, 1, 0);

    run.run(capture).finish();

    assertThat(run.calls).containsExactly("new", "attempt", "remove");
  }

  @Test
  void resetAnswerToSynIsARejectionAndStillPendingAtTheEnd() {
    tcp.packet(true, Packets.SYN, 1, 0).packet(false, Packets.RST | Packets.ACK, 0, 2);

    run.run(capture).finish();

    assertThat(run.calls).containsExactly("new", "rejected", "eof resp", "pending", "remove");
    assertThat(run.onlyFlow().history()).isEqualTo("Sr");
    assertThat(run.onlyFlow().state(Side.RESPONDER)).isEqualTo(TcpState.RESET.code());
  }

  @Test
  void establishedConnectionThatIsOpenAtTheEndIsPending() {
    tcp.handshake();

    run.run(capture).finish();

    assertThat(run.calls).containsExactly("new", "established", "first ack", "pending", "remove");
  }

  @Test
  void missedHandshakeMakesAPartialConnection() {
    tcp.send(true, "abc").send(false, "def");

    run.run(capture).finish();

    assertThat(run.calls).containsExactly("new", "partial", "pending", "remove");
    assertThat(run.onlyFlow().history()).isEqualTo("DadA");
    assertThat(run.fromOriginator.toString()).isEqualTo("abc");
    assertThat(run.fromResponder.toString()).isEqualTo("def");
  }

  @Test
  void likelyServerPortAsSourceFlipsAPartialConnection() {
    run.flowOptions.likelyTcpServerPorts.set(80);
    tcp.sendUnacknowledged(false, new byte[] {1});

    run.run(capture).finish();

    assertThat(run.calls).startsWith("flipped", "new");
    assertThat(run.onlyFlow().history()).isEqualTo("^d");
    assertThat(run.onlyFlow().respPort()).isEqualTo(80);
  }

  @Test
  void synAckFirstIsFlippedWhenTheConnectionGoesOn() {
    tcp.packet(false, Packets.SYN | Packets.ACK, 5_000, 1_001)
        .packet(true, Packets.ACK, 1_001, 5_001);

    run.run(capture).finish();

    assertThat(run.weirds).containsExactly("connection_originator_SYN_ack");
    assertThat(run.onlyFlow().history()).isEqualTo("^hA");
    assertThat(run.onlyFlow().origPort()).isEqualTo(40_000);
  }

  @Test
  void newSynWithOtherSequenceNumberBeginsANewConnection() {
    tcp.handshake().close(true).close(false).waitMicros(6_000_000);
    tcp.startAt(900_000, 800_000);
    tcp.handshake();
    run.flowOptions.tcpCloseDelayNanos = 60_000_000_000L;

    run.run(capture).finish();

    assertThat(run.calls).contains("reused");
    assertThat(run.ended).hasSize(2);
    assertThat(run.weirds).isEmpty();
  }

  @Test
  void retransmissionsAreCountedByPowersOfTen() {
    tcp.handshake();
    long sequence = tcp.clientNext();
    for (int i = 0; i < 12; i++) {
      tcp.packet(true, Packets.ACK, sequence, tcp.serverNext(), (byte) 'x');
    }

    run.run(capture).finish();

    assertThat(run.onlyFlow().history()).isEqualTo("ShADTT");
    assertThat(run.calls).contains("RETRANSMISSIONS 10");
    assertThat(run.fromOriginator.toString()).isEqualTo("x");
  }

  @Test
  void zeroWindowIsInTheHistory() {
    tcp.handshake();
    capture.add(
        tcp.micros(),
        Packets.ethernet()
            .ipv4("10.0.0.2", "10.0.0.1")
            .tcp(80, 40_000, Packets.ACK)
            .sequence(tcp.serverNext())
            .acknowledgment(tcp.clientNext())
            .window(0)
            .build());

    run.run(capture).finish();

    assertThat(run.onlyFlow().history()).isEqualTo("ShAaw");
  }

  @Test
  void badChecksumIsNotPartOfTheConnection() {
    byte[] bad =
        Packets.ethernet()
            .ipv4("10.0.0.1", "10.0.0.2")
            .tcp(40_000, 80, Packets.SYN)
            .badChecksum()
            .build();
    capture.add(1, bad);

    run.run(capture).finish();

    assertThat(run.weirds).containsExactly("bad_TCP_checksum");
    assertThat(run.onlyFlow().history()).isEqualTo("C");
    assertThat(run.onlyFlow().packets(Side.ORIGINATOR)).isZero();
  }

  @Test
  void badChecksumIsIgnoredOnRequest() {
    run.decodeOptions.ignoreChecksums = true;
    byte[] bad =
        Packets.ethernet()
            .ipv4("10.0.0.1", "10.0.0.2")
            .tcp(40_000, 80, Packets.SYN)
            .badChecksum()
            .build();
    capture.add(1, bad);

    run.run(capture).finish();

    assertThat(run.weirds).isEmpty();
    assertThat(run.onlyFlow().history()).isEqualTo("S");
  }

  @Test
  void sequenceNumbersMayWrap() {
    tcp.startAt(0xffff_fff0L, 0xffff_fffeL).handshake();
    tcp.send(true, "0123456789abcdefghij").send(false, "xyz").send(true, "!");
    tcp.close(true).close(false);

    run.run(capture).finish();

    assertThat(run.fromOriginator.toString()).isEqualTo("0123456789abcdefghij!");
    assertThat(run.fromResponder.toString()).isEqualTo("xyz");
    assertThat(run.onlyFlow().size(Side.ORIGINATOR)).isEqualTo(21);
    assertThat(run.weirds).isEmpty();
  }

  @Test
  void resetAfterFinEndsTheConnectionWhenSomebodyWantsToKnow() {
    run.wantsReset = true;
    tcp.handshake().close(true).reset(true);

    run.run(capture).finish();

    assertThat(run.onlyFlow().history()).isEqualTo("ShAFaR");
    assertThat(run.calls).endsWith("remove");
  }

  @Test
  void historyIsBounded() {
    run.flowOptions.maxHistory = 64;
    for (int i = 0; i < 1_000; i++) {
      tcp.packet(true, Packets.RST, i * 7L, 0);
    }

    run.run(capture).finish();

    assertThat(run.ended)
        .allSatisfy(flow -> assertThat(flow.historyLength()).isLessThanOrEqualTo(64));
  }

  @Test
  void thresholdsAreToldOnce() {
    tcp.handshake();
    run.run(capture);
    Flow flow = run.flows().find(0, 0xffff_0a00_0001L, 40_000, 0, 0xffff_0a00_0002L, 80, 6, -1, -1);
    assertThat(flow).isNotNull();
    if (flow != null) {
      flow.thresholds().bytes(flow, Side.ORIGINATOR, 100);
      flow.thresholds().packets(flow, Side.ORIGINATOR, 3);
    }
    Capture more = new Capture(Capture.ETHERNET);
    TcpConversation on =
        new TcpConversation(more, tcp.micros(), "10.0.0.1", 40_000, "10.0.0.2", 80);
    on.startAt(tcp.clientNext(), tcp.serverNext()).send(true, "a").send(true, "b");

    run.run(more);

    assertThat(run.calls).containsSequence("bytes 100", "packets 3").hasSize(5);
  }
}
