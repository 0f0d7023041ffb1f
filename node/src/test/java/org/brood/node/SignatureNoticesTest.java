package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Packets;
import org.junit.jupiter.api.Test;

/// Captures that raise the notices of frameworks, each with the row that the framework documents:
/// signatures, what is weird, and filters of packets.
class SignatureNoticesTest extends NoticeStage {
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

  // ---- filters

  @Test
  void filterThatDoesNotCompileIsTold() throws IOException {
    say(0, SERVER, "hello");
    CompiledProgram.Loaded own =
        program(
            "filter",
            """
            redef FilteredTraceDetection::enable = F;
            event new_connection(c: connection)
              {
              restrict_filters["nonsense"] = "no such filter";
              PacketFilter::install();
              }
            """);

    BehaviorRun run = BehaviorRun.alone(own, traffic.capture(), logs);

    // The text of the filter is the rest of the message; while packets are read it is a warning.
    assertThat(rows(run, "note", "msg", "sub"))
        .contains(
            List.of(
                "PacketFilter::Compile_Failure",
                "Compiling packet filter failed",
                "(ip or not ip) and (no such filter)"));
    assertThat(run.messages()).contains("Bad pcap filter");
  }
}
