package org.brood.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Ssh;
import org.brood.testkit.TcpConversation;
import org.brood.testkit.Tls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The bounds of analyzers of streams: nothing is told of what is at the bound, and of one more a
/// weird or a violation is.
class AnalyzerLimitsTest {
  private static final int SEGMENT = 60_000;

  private static final String SCRIPT =
      """
      function tell(c: connection, what: string) { print fmt("%d %s", port_to_count(c$id$orig_p), what); }

      event zeek_init()
        {
        Analyzer::register_for_port(Analyzer::ANALYZER_FTP, 21/tcp);
        Analyzer::register_for_port(Analyzer::ANALYZER_SSH, 22/tcp);
        Analyzer::register_for_port(Analyzer::ANALYZER_SMTP, 25/tcp);
        Analyzer::register_for_port(Analyzer::ANALYZER_DNS, 53/tcp);
        Analyzer::register_for_port(Analyzer::ANALYZER_FINGER, 79/tcp);
        Analyzer::register_for_port(Analyzer::ANALYZER_HTTP, 80/tcp);
        Analyzer::register_for_port(Analyzer::ANALYZER_POP3, 110/tcp);
        Analyzer::register_for_port(Analyzer::ANALYZER_SSL, 443/tcp);
        Analyzer::register_for_port(Analyzer::ANALYZER_XMPP, 5222/tcp);
        Analyzer::register_for_port(Analyzer::ANALYZER_IRC, 6667/tcp);
        }
      event connection_established(c: connection) { tell(c, "begins"); }
      event conn_weird(name: string, c: connection, addl: string, source: string) { tell(c, name); }
      event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) { tell(info$c, info$reason); }
      event smtp_request(c: connection, is_orig: bool, command: string, arg: string) { }
      event ssh_capabilities(c: connection, cookie: string, capabilities: SSH::Capabilities) { }
      event dns_request(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count) { }
      event http_request(c: connection, method: string, original_URI: string, unescaped_URI: string, version: string) { }
      event http_header(c: connection, is_orig: bool, original_name: string, name: string, value: string) { }
      event http_reply(c: connection, version: string, code: count, reason: string) { }
      event http_message_done(c: connection, is_orig: bool, stat: http_message_stat)
        {
        if ( stat$finish_msg != "message ends normally" )
          tell(c, stat$finish_msg);
        }
      event mime_all_headers(c: connection, hlist: mime_header_list) { }
      event ssl_alert(c: connection, is_client: bool, level: count, desc: count) { }
      event finger_request(c: connection, full: bool, username: string, hostname: string) { }
      event get_file_handle(tag: Analyzer::Tag, c: connection, is_orig: bool) { set_file_handle(c$uid); }
      event file_new(f: fa_file) { Files::__enable_reassembly(f$id); }
      event file_reassembly_overflow(f: fa_file, offset: count, skipped: count)
        {
        for ( _, c in f$conns )
          tell(c, "file_reassembly_overflow");
        }
      """;

  /// A bound.
  ///
  /// @param of what is said that has a number of something
  /// @param most the largest number of which nothing is told
  /// @param told the weird, or how the violation begins
  private record Bound(String told, int port, IntFunction<Dialogue> of, int most) {}

  @TempDir static Path folder;
  private static CompiledProgram.Loaded program;

  @BeforeAll
  static void compile() throws IOException {
    Path script = Files.writeString(folder.resolve("events.zeek"), SCRIPT);
    program = EngineRun.program(folder.resolve("cache"), true, List.of(script.toString()), true);
  }

  private static Stream<Bound> bounds() {
    return Stream.of(
        new Bound("FTP_max_command_length_exceeded", 21, AnalyzerLimitsTest::ftpCommand, 100),
        new Bound("line too long", 22, length -> server("a".repeat(length)), 64 * 1024),
        new Bound("SSH_max_kexinit_kex_algorithms_exceeded", 22, AnalyzerLimitsTest::kex, 100),
        new Bound("message too large", 22, AnalyzerLimitsTest::sshPacket, 4 << 20),
        new Bound("smtp_excessive_pending_cmds", 25, AnalyzerLimitsTest::smtpPending, 1_001),
        new Bound("smtp_bdat_line_too_long", 25, AnalyzerLimitsTest::smtpChunk, 4_095),
        new Bound("DNS_Conn_count_too_large", 53, AnalyzerLimitsTest::dnsQuestions, 25),
        new Bound("contentline_size_exceeded", 79, length -> client("a".repeat(length)), 999),
        new Bound(
            "message ends as connection contents", 80, AnalyzerLimitsTest::httpPending, 1 << 16),
        new Bound("file_reassembly_overflow", 80, AnalyzerLimitsTest::pieces, 4_096),
        new Bound("pop3_client_too_many_pending_commands", 110, AnalyzerLimitsTest::pop3, 10),
        new Bound("too many unknown client commands", 110, AnalyzerLimitsTest::pop3Unknown, 10),
        new Bound("SSL_excessive_alerts_in_record", 443, AnalyzerLimitsTest::alerts, 10),
        new Bound("handshake message of", 443, AnalyzerLimitsTest::tlsMessage, 1 << 20),
        new Bound("SSL_too_many_certificates", 443, AnalyzerLimitsTest::certificates, 256),
        new Bound("tag too long", 5222, AnalyzerLimitsTest::xmppTag, 64 * 1024),
        new Bound("irc_line_size_exceeded", 6667, AnalyzerLimitsTest::ircLine, 512),
        new Bound("irc_invalid_command", 6667, AnalyzerLimitsTest::ircCommand, 20),
        new Bound("irc_too_many_invalid", 6667, AnalyzerLimitsTest::ircLongCommands, 20));
  }

  @TestFactory
  Stream<DynamicTest> aBoundIsReachedSilentlyAndPassedLoudly() {
    return bounds().map(one -> DynamicTest.dynamicTest(one.told(), () -> check(one)));
  }

  private static void check(Bound bound) throws IOException {
    Talks talks = new Talks(program, folder, bound.port());
    say(talks, bound.of().apply(bound.most()));
    say(talks, bound.of().apply(bound.most() + 1));

    List<List<String>> told = talks.events();

    assertThat(told.getFirst()).noneMatch(line -> line.startsWith(bound.told()));
    assertThat(told.getLast()).anyMatch(line -> line.startsWith(bound.told()));
  }

  private static void say(Talks talks, Dialogue what) {
    TcpConversation talk = talks.begin();
    what.send(talk, SEGMENT);
    talk.close(true).close(false);
  }

  // ---- what is said

  private static Dialogue client(String... lines) {
    return new Dialogue().client(lines);
  }

  private static Dialogue server(String text) {
    return new Dialogue().server(text.getBytes(US_ASCII));
  }

  private static Dialogue ftpCommand(int length) {
    return client("USER a").client("A".repeat(length));
  }

  /// An offer with that many names for the key exchange.
  private static Dialogue kex(int names) {
    byte[] list = ("a" + ",a".repeat(names - 1)).getBytes(US_ASCII);
    byte[] offer = Tls.join(new byte[16], Tls.counted(4, list), new byte[9 * 4], new byte[5]);
    return new Dialogue().server("SSH-2.0-a").client("SSH-2.0-b").client(Ssh.packet(20, offer));
  }

  /// That many bytes of a packet that is longer.
  private static Dialogue sshPacket(int bytes) {
    return new Dialogue()
        .server("SSH-2.0-a")
        .client("SSH-2.0-b")
        .client(Tls.join(Tls.number(8 << 20, 4), new byte[bytes - 4]));
  }

  private static Dialogue smtpPending(int commands) {
    return server("220 a\r\n").client("NOOP\r\n".repeat(commands).trim());
  }

  private static Dialogue smtpChunk(int length) {
    return server("220 a\r\n")
        .client("EHLO a")
        .server("250 a")
        .client("MAIL FROM:<a@b>")
        .server("250 a")
        .client("RCPT TO:<a@b>")
        .server("250 a")
        .client("BDAT " + (length + 2) + " LAST", "a".repeat(length));
  }

  private static Dialogue dnsQuestions(int count) {
    byte[] question = {1, 'a', 0, 0, 1, 0, 1};
    byte[] message = Tls.number(0, 12);
    message[5] = (byte) count;
    for (int i = 0; i < count; i++) {
      message = Tls.join(message, question);
    }
    return new Dialogue().client(Tls.counted(2, message));
  }

  /// Only who still knows that the last request was HEAD knows that its response has no body.
  private static Dialogue httpPending(int requests) {
    return client("GET / HTTP/1.1\r\n\r\n".repeat(requests - 1) + "HEAD / HTTP/1.1", "")
        .server("HTTP/1.1 204 a\r\n\r\n".repeat(requests - 1) + "HTTP/1.1 200 a")
        .server("Content-Length: 5", "");
  }

  /// That many pieces of a file, with a hole before each.
  private static Dialogue pieces(int count) {
    StringBuilder answers = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      answers.append("HTTP/1.1 206 a\r\nContent-Length: 1\r\nContent-Range: bytes ");
      answers.append(2 * i).append('-').append(2 * i).append("/100000\r\n\r\nx");
    }
    return client("GET / HTTP/1.1\r\n\r\n".repeat(count).trim(), "")
        .server(answers.toString().trim());
  }

  private static Dialogue pop3(int commands) {
    return server("+OK\r\n").client("NOOP\r\n".repeat(commands).trim());
  }

  private static Dialogue pop3Unknown(int commands) {
    Dialogue all = server("+OK\r\n");
    for (int i = 0; i < commands; i++) {
      all.client("FLY").server("-ERR");
    }
    return all;
  }

  private static Dialogue alerts(int count) {
    return tls().client(Tls.record(Tls.ALERT, Tls.TLS_12, new byte[2 * count]));
  }

  private static Dialogue tls() {
    return new Dialogue()
        .client(Tls.handshake(Tls.TLS_12, Tls.clientHello(Tls.TLS_12, new byte[0])));
  }

  private static Dialogue tlsMessage(int length) {
    return tls()
        .server(
            Tls.record(
                Tls.HANDSHAKE, Tls.TLS_12, Tls.join(Tls.number(2, 1), Tls.number(length, 3))));
  }

  private static Dialogue certificates(int count) {
    byte[][] all = new byte[count][1];
    return tls().server(Tls.handshake(Tls.TLS_12, Tls.certificates(all)));
  }

  private static Dialogue xmppTag(int length) {
    return server("<" + "a".repeat(length - 1));
  }

  private static Dialogue ircLine(int length) {
    return client("NICK a").client("A".repeat(length));
  }

  private static Dialogue ircCommand(int length) {
    return client("NICK a").client("A".repeat(length) + " b");
  }

  private static Dialogue ircLongCommands(int count) {
    Dialogue all = client("NICK a");
    for (int i = 0; i < count; i++) {
      all.client("A".repeat(30) + " b");
    }
    return all;
  }
}
