package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Packets;
import org.junit.jupiter.api.Test;

/// Captures that raise the notices of frameworks, each with the row that the framework documents:
/// signatures, indicators, what is weird, and filters of packets.
class FrameworkNoticesTest extends NoticeStage {
  private void say(double seconds, String server, String words) {
    traffic.talk(seconds, DESK, server, 4_444, new Dialogue().client(words).server("well"));
  }

  // ---- signatures

  @Test
  void signatureThatMatchesIsToldWithWhatMatched() throws IOException {
    say(0, SERVER, "an alarming-word");
    traffic.talk(
        10, DESK, SERVER, 4_444, new Dialogue().client("hello").server("an alarming-word"));

    // An alarm is what is done unless a site says otherwise. The source is who said it, and the
    // port is the responder's.
    assertThat(rows(run(), "note", "src", "dst", "p", "msg", "sub"))
        .containsExactly(
            List.of(
                "Signatures::Sensitive_Signature",
                DESK,
                SERVER,
                "4444",
                DESK + ": alarming was said",
                "an alarming-word\\x0d\\x0a"),
            List.of(
                "Signatures::Sensitive_Signature",
                SERVER,
                DESK,
                "4444",
                SERVER + ": alarming was said",
                "an alarming-word\\x0d\\x0a"));
  }

  @Test
  void fiveSignaturesWithOneHostAreTold() throws IOException {
    say(0, SERVER, "word-1 word-2");
    say(10, SERVER, "word-3 word-1");
    say(20, SERVER, "word-4");
    say(30, "10.1.2.2", "word-5");
    say(40, SERVER, "word-5");

    // Five different ones between the same two hosts reach the first threshold; quiet ones count,
    // and are not told themselves.
    assertThat(rows(run(), "ts", "note", "src", "dst", "p", "n", "msg", "sub"))
        .containsExactly(
            List.of(
                "1700000040.003000",
                "Signatures::Multiple_Signatures",
                DESK,
                SERVER,
                "-",
                "5",
                "5 different signatures triggered",
                "10.1.0.9 has triggered 5 different signatures on host 10.1.2.1"));
  }

  @Test
  void oneSignatureWithFiveHostsIsTold() throws IOException {
    for (int i = 1; i <= 7; i++) {
      say(i, "10.1.2." + i, "word-1");
    }

    // The first threshold is five, the next one ten. The message is the signature's.
    assertThat(rows(run(), "note", "src", "dst", "p", "n", "msg", "sub"))
        .containsExactly(
            List.of(
                "Signatures::Multiple_Sig_Responders",
                DESK,
                "-",
                "-",
                "5",
                "quiet-1 was said",
                "10.1.0.9 has triggered signature quiet-1 on 5 hosts"));
  }

  @Test
  void matchesAreCountedForAResponder() throws IOException {
    for (int i = 0; i < 11; i++) {
      traffic.talk(
          i, "10.1.3." + i, SERVER, 4_444, new Dialogue().client("counted-word").server("well"));
    }

    // Thresholds of five and ten, whoever the originators are. The notice is about the connection
    // that reached them.
    assertThat(rows(run(), "note", "src", "dst", "p", "n", "msg", "sub"))
        .containsExactly(
            List.of(
                "Signatures::Count_Signature",
                "10.1.3.4",
                SERVER,
                "4444",
                "5",
                "counted was said",
                "5 matches of signature counted on host 10.1.2.1"),
            List.of(
                "Signatures::Count_Signature",
                "10.1.3.9",
                SERVER,
                "4444",
                "10",
                "counted was said",
                "10 matches of signature counted on host 10.1.2.1"));
  }

  @Test
  void matchesAreSummedUpForAnOriginator() throws IOException {
    for (int i = 1; i <= 7; i++) {
      say(i, "10.1.2." + i, "summed-word");
    }
    say(60, SERVER, "nothing");

    // The sum comes an interval after the first match, which is ten seconds here. Such signatures
    // do not count for scans, though seven hosts were reached.
    assertThat(rows(run(), "note", "src", "dst", "p", "n", "msg", "sub"))
        .containsExactly(
            List.of(
                "Signatures::Signature_Summary",
                DESK,
                "-",
                "-",
                "7",
                DESK + ": summed was said",
                "-"));
  }

  // ---- what is weird

  @Test
  void synThatComesAfterDataIsActivity() throws IOException {
    for (int i = 0; i < 2; i++) {
      traffic
          .tcp(i, DESK, SERVER, 4_444)
          .sendUnacknowledged(true, (byte) 1)
          .packet(true, Packets.SYN, 999, 0);
    }

    // This weird makes a notice unless a site says otherwise, one for each originator.
    BehaviorRun run = run();
    assertThat(rows(run, "note", "uid", "src", "dst", "p", "msg", "sub"))
        .containsExactly(
            List.of(
                "Weird::Activity",
                run.uids(_ -> true).getFirst(),
                DESK,
                SERVER,
                "4444",
                "SYN_after_partial",
                "-"));
  }

  // ---- routes

  private void trace(int hops, int ttl) {
    for (int i = 1; i <= hops; i++) {
      Packets probe =
          Packets.raw().ipv4(DESK, OUTSIDE).ttl(ttl + i).udp(40_000, 33_434 + i).payload("probe");
      Packets sent =
          Packets.ethernet()
              .ipv4(DESK, OUTSIDE)
              .ttl(ttl + i)
              .udp(40_000, 33_434 + i)
              .payload("probe");
      Packets answer =
          Packets.ethernet().ipv4("10.1.255." + i, DESK).icmp(11, 0, 0).payload(probe.build());
      traffic.capture().add(BehaviorTraffic.micros(i), sent.build());
      traffic.capture().add(BehaviorTraffic.micros(i) + 1_000, answer.build());
    }
  }

  @Test
  void routersThatAnswerToShortLivedPacketsTellOfATrace() throws IOException {
    trace(5, 0);

    // Three routers reach the threshold, once for each two hosts and their protocol.
    assertThat(
            rows(
                run("@load policy/misc/detect-traceroute\n"),
                "ts",
                "note",
                "src",
                "dst",
                "p",
                "msg"))
        .containsExactly(
            List.of(
                "1700000003.001000",
                "Traceroute::Detected",
                DESK,
                "-",
                "-",
                "10.1.0.9 seems to be running traceroute using udp"));
  }

  @Test
  void routersThatAnswerToOthersAreNotTold() throws IOException {
    trace(5, 30);

    // Unless a site says otherwise, packets must have been seen that live shortly.
    assertThat(run("@load policy/misc/detect-traceroute\n").notices()).isEmpty();
  }

  // ---- indicators

  @Test
  void indicatorsThatAskForItAreTold() throws IOException {
    say(0, OUTSIDE, "hello");
    say(10, OUTSIDE, "hello");
    say(20, ABROAD, "hello");
    say(30, SERVER, "hello");

    BehaviorRun run =
        run(
            """
            @load policy/frameworks/intel/seen
            @load policy/frameworks/intel/do_notice
            event zeek_init()
              {
              Intel::insert([$indicator="23.4.5.6", $indicator_type=Intel::ADDR,
                             $meta=[$source="list", $do_notice=T]]);
              Intel::insert([$indicator="45.7.8.9", $indicator_type=Intel::ADDR,
                             $meta=[$source="list"]]);
              Intel::insert([$indicator="10.1.2.1", $indicator_type=Intel::ADDR,
                             $meta=[$source="list", $do_notice=T, $if_in=Conn::IN_ORIG]]);
              }
            """);

    // Once for an indicator and two hosts; not for one that asks for no notice, nor for one that
    // asks for it in another place.
    assertThat(rows(run, "note", "uid", "src", "dst", "p", "msg", "sub"))
        .containsExactly(
            List.of(
                "Intel::Notice",
                run.uids(_ -> true).getFirst(),
                DESK,
                OUTSIDE,
                "4444",
                "Intel hit on 23.4.5.6 at Conn::IN_RESP",
                "23.4.5.6"));
  }

  // ---- filters

  @Test
  void filterThatDoesNotCompileIsTold() throws IOException {
    say(0, SERVER, "hello");

    BehaviorRun run =
        run(
            """
            event new_connection(c: connection)
              {
              restrict_filters["nonsense"] = "no such filter";
              PacketFilter::install();
              }
            """);

    // The text of the filter is the rest of the message; while packets are read it is a warning.
    assertThat(rows(run, "note", "msg", "sub"))
        .contains(
            List.of(
                "PacketFilter::Compile_Failure",
                "Compiling packet filter failed",
                "(ip or not ip) and (no such filter)"));
    assertThat(run.messages()).contains("Bad pcap filter");
  }

  private static final String SHUNT =
      """
      @load policy/frameworks/packet-filter/shunt
      redef PacketFilter::max_bpf_shunts = 1;
      event new_connection(c: connection) { PacketFilter::shunt_conn(c$id); }
      """;

  @Test
  void noMoreConnectionsAreLeftOutThanMayBe() throws IOException {
    for (int i = 0; i < 3; i++) {
      traffic.unanswered(i, DESK, SERVER, 4_444);
    }

    // The limit is reached when there are more than that.
    assertThat(rows(run(SHUNT), "ts", "note", "msg"))
        .containsExactly(
            List.of(
                "1700000002.000000",
                "PacketFilter::No_More_Conn_Shunts_Available",
                "1 BPF shunts are in place and no more will be added until space clears."));
  }

  @Test
  void connectionsOfTheNextProtocolCannotBeLeftOut() throws IOException {
    traffic
        .capture()
        .add(
            BehaviorTraffic.START,
            Packets.ethernet()
                .ipv6("2001:db8::1", "2001:db8::2")
                .tcp(30_000, 4_444, Packets.SYN)
                .build());

    // A filter does not find ports in IPv6.
    assertThat(rows(run(SHUNT), "note", "src", "dst", "p", "msg", "sub"))
        .containsExactly(
            List.of(
                "PacketFilter::Cannot_BPF_Shunt_Conn",
                "2001:db8::1",
                "2001:db8::2",
                "4444",
                "IPv6 connections can't be shunted with BPF due to limitations in BPF",
                "ipv6_conn"));
  }
}
