package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Capture;
import org.brood.testkit.Packets;
import org.brood.testkit.TcpConversation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Payload from a fuzzer through the whole engine with the default scripts: analyzers, detection,
/// file types, logs. Each run ends normally.
class AnalyzerFuzzTest {
  @TempDir static Path folder;
  private static CompiledProgram.Loaded program;

  @BeforeAll
  static void compile() {
    program = EngineRun.program(folder.resolve("cache"), List.of());
  }

  private static void run(Capture capture) throws IOException {
    EngineRun run = EngineRun.of(program, capture, folder);

    assertThat(run.code()).as(run.messages()).isZero();
    assertThat(run.messages()).doesNotContain("error");
  }

  /// A conversation; a piece's first byte has its direction and length.
  private static void conversation(int port, byte[] input) throws IOException {
    Capture capture = new Capture(Capture.ETHERNET);
    TcpConversation tcp =
        new TcpConversation(capture, 1_000_000, "10.0.0.1", 40_000, "10.0.0.2", port).handshake();
    int at = 0;
    while (at < input.length) {
      int length = Math.min((input[at] & 0x7f) * 4, input.length - at - 1);
      tcp.send(input[at] >= 0, Arrays.copyOfRange(input, at + 1, at + 1 + length));
      at += 1 + length;
    }
    tcp.close(true).close(false);
    run(capture);
  }

  @FuzzTest
  void http(byte[] input) throws IOException {
    conversation(80, input);
  }

  @FuzzTest
  void tls(byte[] input) throws IOException {
    conversation(443, input);
  }

  @FuzzTest
  void dtls(byte[] input) throws IOException {
    Capture capture = new Capture(Capture.ETHERNET);
    long micros = 1_000_000;
    int at = 0;
    while (at < input.length) {
      boolean fromClient = input[at] >= 0;
      int length = Math.min((input[at] & 0x7f) * 4, input.length - at - 1);
      capture.add(
          micros,
          Packets.ethernet()
              .ipv4(fromClient ? "10.0.0.1" : "10.0.0.2", fromClient ? "10.0.0.2" : "10.0.0.1")
              .udp(fromClient ? 4000 : 443, fromClient ? 443 : 4000)
              .payload(Arrays.copyOfRange(input, at + 1, at + 1 + length))
              .build());
      micros += 1000;
      at += 1 + length;
    }
    run(capture);
  }

  @FuzzTest
  void dnsOverTcp(byte[] input) throws IOException {
    conversation(53, input);
  }

  @FuzzTest
  void unknownPort(byte[] input) throws IOException {
    conversation(4711, input);
  }

  @FuzzTest
  void ssh(byte[] input) throws IOException {
    conversation(22, input);
  }

  @FuzzTest
  void smtp(byte[] input) throws IOException {
    conversation(25, input);
  }

  @FuzzTest
  void ftp(byte[] input) throws IOException {
    conversation(21, input);
  }

  @FuzzTest
  void finger(byte[] input) throws IOException {
    conversation(79, input);
  }

  @FuzzTest
  void pop3(byte[] input) throws IOException {
    conversation(110, input);
  }

  @FuzzTest
  void imap(byte[] input) throws IOException {
    conversation(143, input);
  }

  @FuzzTest
  void irc(byte[] input) throws IOException {
    conversation(6667, input);
  }

  @FuzzTest
  void xmpp(byte[] input) throws IOException {
    conversation(5222, input);
  }

  @FuzzTest
  void ntp(byte[] input) throws IOException {
    datagrams(123, input);
  }

  @FuzzTest
  void dhcp(byte[] input) throws IOException {
    datagrams(67, input);
  }

  @FuzzTest
  void syslog(byte[] input) throws IOException {
    datagrams(514, input);
  }

  @FuzzTest
  void dns(byte[] input) throws IOException {
    datagrams(53, input);
  }

  /// A datagram in each direction, half of the input each.
  private static void datagrams(int port, byte[] input) throws IOException {
    Capture capture = new Capture(Capture.ETHERNET);
    int half = input.length / 2;
    capture.add(
        1_000_000,
        Packets.ethernet()
            .ipv4("10.0.0.1", "10.0.0.2")
            .udp(4000, port)
            .payload(Arrays.copyOf(input, half))
            .build());
    capture.add(
        2_000_000,
        Packets.ethernet()
            .ipv4("10.0.0.2", "10.0.0.1")
            .udp(port, 4000)
            .payload(Arrays.copyOfRange(input, half, input.length))
            .build());
    run(capture);
  }
}
