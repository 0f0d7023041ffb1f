package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Capture;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Packets;
import org.brood.testkit.TcpConversation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

  /// Cuts an input into pieces, each with a direction: its first byte is below zero for those of
  /// the server. The other bits say how many bytes follow: below 96 in units of four; from there
  /// on, how many more than 96.
  private static void pieces(byte[] input, BiConsumer<Boolean, byte[]> consumer) {
    int at = 0;
    while (at < input.length) {
      int size = input[at] & 0x7f;
      int length = Math.min(size < 96 ? 4 * size : size - 96, input.length - at - 1);
      consumer.accept(input[at] >= 0, Arrays.copyOfRange(input, at + 1, at + 1 + length));
      at += 1 + length;
    }
  }

  /// The input that makes these pieces.
  private static Stream<Arguments> seeds(Dialogue... dialogues) {
    return Stream.of(dialogues).map(dialogue -> Arguments.of((Object) seed(dialogue)));
  }

  private static byte[] seed(Dialogue dialogue) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Dialogue.Turn turn : dialogue.turns()) {
      byte[] bytes = turn.bytes();
      int at = 0;
      while (at < bytes.length) {
        int left = bytes.length - at;
        int length = left < 4 ? left : Math.min(left / 4, 95) * 4;
        int size = left < 4 ? 96 + length : length / 4;
        out.write(turn.fromClient() ? size : 0x80 | size);
        out.write(bytes, at, length);
        at += length;
      }
    }
    return out.toByteArray();
  }

  private static void conversation(int port, byte[] input) throws IOException {
    Capture capture = new Capture(Capture.ETHERNET);
    TcpConversation tcp =
        new TcpConversation(capture, 1_000_000, "10.0.0.1", 40_000, "10.0.0.2", port).handshake();
    pieces(input, tcp::send);
    tcp.close(true).close(false);
    run(capture);
  }

  @FuzzTest
  void http(byte[] input) throws IOException {
    conversation(80, input);
  }

  private static Stream<Arguments> tlsSeeds() {
    return seeds(Dialogues.tls(new Dialogue()));
  }

  @MethodSource("tlsSeeds")
  @FuzzTest
  void tls(byte[] input) throws IOException {
    conversation(443, input);
  }

  @FuzzTest
  void dtls(byte[] input) throws IOException {
    Capture capture = new Capture(Capture.ETHERNET);
    AtomicLong micros = new AtomicLong(1_000_000);
    pieces(
        input,
        (fromClient, bytes) ->
            capture.add(
                micros.getAndAdd(1000),
                Packets.ethernet()
                    .ipv4(
                        fromClient ? "10.0.0.1" : "10.0.0.2", fromClient ? "10.0.0.2" : "10.0.0.1")
                    .udp(fromClient ? 4000 : 443, fromClient ? 443 : 4000)
                    .payload(bytes)
                    .build()));
    run(capture);
  }

  private static Stream<Arguments> dnsOverTcpSeeds() {
    return seeds(Dialogues.dns());
  }

  @MethodSource("dnsOverTcpSeeds")
  @FuzzTest
  void dnsOverTcp(byte[] input) throws IOException {
    conversation(53, input);
  }

  private static Stream<Arguments> unknownPortSeeds() {
    return seeds(Dialogues.ssh(), Dialogues.mail(), Dialogues.irc(), Dialogues.tls(new Dialogue()));
  }

  @MethodSource("unknownPortSeeds")
  @FuzzTest
  void unknownPort(byte[] input) throws IOException {
    conversation(4711, input);
  }

  private static Stream<Arguments> sshSeeds() {
    return seeds(Dialogues.ssh());
  }

  @MethodSource("sshSeeds")
  @FuzzTest
  void ssh(byte[] input) throws IOException {
    conversation(22, input);
  }

  private static Stream<Arguments> smtpSeeds() {
    return seeds(Dialogues.mail(), Dialogues.chunks(), Dialogues.tls(Dialogues.smtp()));
  }

  @MethodSource("smtpSeeds")
  @FuzzTest
  void smtp(byte[] input) throws IOException {
    conversation(25, input);
  }

  private static Stream<Arguments> ftpSeeds() {
    return seeds(Dialogues.ftp(), Dialogues.tls(Dialogues.ftpForTls()));
  }

  @MethodSource("ftpSeeds")
  @FuzzTest
  void ftp(byte[] input) throws IOException {
    conversation(21, input);
  }

  private static Stream<Arguments> fingerSeeds() {
    return seeds(Dialogues.finger());
  }

  @MethodSource("fingerSeeds")
  @FuzzTest
  void finger(byte[] input) throws IOException {
    conversation(79, input);
  }

  private static Stream<Arguments> pop3Seeds() {
    return seeds(Dialogues.mailbox(), Dialogues.tls(Dialogues.pop3()));
  }

  @MethodSource("pop3Seeds")
  @FuzzTest
  void pop3(byte[] input) throws IOException {
    conversation(110, input);
  }

  private static Stream<Arguments> imapSeeds() {
    return seeds(Dialogues.tls(Dialogues.imap()));
  }

  @MethodSource("imapSeeds")
  @FuzzTest
  void imap(byte[] input) throws IOException {
    conversation(143, input);
  }

  private static Stream<Arguments> ircSeeds() {
    return seeds(Dialogues.irc(), Dialogues.tls(Dialogues.ircForTls()));
  }

  @MethodSource("ircSeeds")
  @FuzzTest
  void irc(byte[] input) throws IOException {
    conversation(6667, input);
  }

  private static Stream<Arguments> xmppSeeds() {
    return seeds(Dialogues.tls(Dialogues.xmpp()));
  }

  @MethodSource("xmppSeeds")
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
