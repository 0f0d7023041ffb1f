package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Capture;
import org.brood.testkit.Certificates;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Dns;
import org.brood.testkit.Mail;
import org.brood.testkit.Ssh;
import org.brood.testkit.TcpConversation;
import org.brood.testkit.Tls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A protocol's events do not depend on how its stream is cut into segments: whole turns, single
/// bytes, and a cut at each place give the same.
class ProtocolCutTest {
  /// How many places are tried in a dialogue that has more.
  private static final int MOST_CUTS = 60;

  private static final String SCRIPT =
      """
      @load policy/misc/dump-events
      redef DumpEvents::include = /^(dns|finger|ssh|ssh2|ftp|smtp|mime|pop3|irc|imap|xmpp|ssl|x509)_/;
      redef DumpEvents::dump_all_events = T;
      """;

  /// Arguments in which packets are counted.
  private static final Pattern COUNTS = Pattern.compile("\\[0] (c: connection|f: fa_file) ");

  private static final Pattern TIME = Pattern.compile("^ *\\d+\\.\\d{6} ");

  private record Protocol(String name, int port, Dialogue dialogue) {}

  @TempDir static Path folder;
  private static CompiledProgram.Loaded program;

  @BeforeAll
  static void compile() throws IOException {
    Path script = folder.resolve("dump.zeek");
    Files.writeString(script, SCRIPT);
    program = EngineRun.program(folder.resolve("cache"), List.of(script.toString()));
  }

  private static Stream<Protocol> protocols() {
    List<String> message =
        Mail.message("a@office.example", "b@office.example", "Cuts", new byte[90]);
    return Stream.of(
        new Protocol("ssh", 22, Ssh.handshake(new Random(7))),
        new Protocol("smtp", 25, Mail.smtp("a@office.example", "b@office.example", message)),
        new Protocol("chunks", 25, Mail.chunks("a@office.example", "b@office.example", message)),
        new Protocol("pop3", 110, Mail.pop3("somebody", message)),
        new Protocol("ftp", 21, ftp()),
        new Protocol("irc", 6667, irc()),
        new Protocol("finger", 79, finger()),
        new Protocol("dns", 53, dns()),
        new Protocol("smtp then tls", 25, tls(smtp())),
        new Protocol("pop3 then tls", 110, tls(pop3())),
        new Protocol("ftp then tls", 21, tls(ftpForTls())),
        new Protocol("irc then tls", 6667, tls(ircForTls())),
        new Protocol("imap then tls", 143, tls(imap())),
        new Protocol("xmpp then tls", 5222, tls(xmpp())));
  }

  /// Two questions together, then their answers.
  private static Dialogue dns() {
    byte[] address = {(byte) 192, 0, 2, 7};
    return new Dialogue()
        .client(
            Tls.join(
                Tls.counted(2, Dns.query(1, "one.example", Dns.A)),
                Tls.counted(2, Dns.query(2, "two.example", Dns.A))))
        .server(
            Tls.join(
                Tls.counted(2, Dns.reply(1, "one.example", Dns.A, 60, address)),
                Tls.counted(2, Dns.reply(2, "two.example", Dns.A, 60, address))));
  }

  /// The handshake that follows when both sides agreed on TLS.
  private static Dialogue tls(Dialogue agreed) {
    return agreed
        .client(
            Tls.handshake(
                Tls.TLS_10,
                Tls.clientHello(Tls.TLS_12, new byte[0], Tls.serverName("office.example"))))
        .server(
            Tls.handshake(
                Tls.TLS_12,
                Tls.serverHello(Tls.TLS_12, Tls.ECDHE_RSA_WITH_AES_128_GCM, new byte[32]),
                Tls.certificates(Certificates.of("office.example", "Example CA").build()),
                Tls.serverKeyExchange(),
                Tls.serverHelloDone()))
        .client(
            Tls.join(
                Tls.handshake(Tls.TLS_12, Tls.clientKeyExchange()),
                Tls.changeCipherSpec(),
                Tls.encrypted(Tls.HANDSHAKE, 40)))
        .server(Tls.join(Tls.changeCipherSpec(), Tls.encrypted(Tls.HANDSHAKE, 40)));
  }

  private static Dialogue smtp() {
    return new Dialogue()
        .server("220 mail.example")
        .client("EHLO desk")
        .server("250-mail.example", "250 STARTTLS")
        .client("STARTTLS")
        .server("220 go ahead");
  }

  private static Dialogue pop3() {
    return new Dialogue()
        .server("+OK ready")
        .client("CAPA")
        .server("+OK", "STLS", ".")
        .client("STLS")
        .server("+OK begin");
  }

  private static Dialogue ftpForTls() {
    return new Dialogue().server("220 ready").client("AUTH TLS").server("234 begin");
  }

  private static Dialogue ircForTls() {
    return new Dialogue()
        .client("NICK somebody", "STARTTLS")
        .server(":irc.example 670 somebody :STARTTLS successful");
  }

  private static Dialogue ftp() {
    return new Dialogue()
        .server("220-Office", " files", "220 ready")
        .client("USER anonymous")
        .server("331 Any password")
        .client("PASS me@office.example")
        .server("230 Logged in")
        .client("EPSV")
        .server("229 Extended (|||40001|)")
        .client("SIZE a.txt")
        .server("213 12")
        .client("QUIT")
        .server("221 Bye");
  }

  private static Dialogue finger() {
    return new Dialogue()
        .client("/W somebody@other.example")
        .server("Login: somebody", "", "No plan.");
  }

  private static Dialogue irc() {
    return new Dialogue()
        .client("NICK somebody", "USER some host server :Some Body")
        .server(":irc.example 001 somebody :Welcome", ":irc.example 251 somebody :3 users")
        .client("JOIN #office key")
        .server(":irc.example 353 somebody = #office :@boss somebody")
        .client("PRIVMSG boss :\u0001DCC SEND plan.txt 167772161 4000 120\u0001")
        .server(":boss!b@host PRIVMSG #office :hello to all")
        .client("QUIT :bye");
  }

  private static Dialogue imap() {
    return new Dialogue()
        .server("* OK IMAP4rev1 ready")
        .client("a1 capability")
        .server("* CAPABILITY IMAP4rev1 STARTTLS", "a1 OK done")
        .client("a2 starttls")
        .server("a2 OK begin");
  }

  private static Dialogue xmpp() {
    return new Dialogue()
        .client(
            "<?xml version='1.0'?>", "<stream:stream to='office.example' xmlns='jabber:client'>")
        .server("<stream:stream id='1' xmlns='jabber:client'>")
        .server("<stream:features><starttls xmlns='tls'/></stream:features>")
        .client("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
        .server("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
  }

  @TestFactory
  Stream<DynamicTest> eventsDoNotDependOnCuts() {
    return protocols().map(p -> DynamicTest.dynamicTest(p.name(), () -> cut(p)));
  }

  private static void cut(Protocol protocol) throws IOException {
    Dialogue dialogue = protocol.dialogue();
    List<String> whole = events(protocol, talk -> dialogue.send(talk, Integer.MAX_VALUE));
    assertThat(whole).isNotEmpty();

    assertThat(events(protocol, talk -> dialogue.send(talk, 1))).as("by bytes").isEqualTo(whole);
    int step = Math.max(1, dialogue.length() / MOST_CUTS);
    for (int cut = 1; cut < dialogue.length(); cut += step) {
      int at = cut;
      assertThat(events(protocol, talk -> dialogue.sendCut(talk, at)))
          .as("cut at %d", at)
          .isEqualTo(whole);
    }
  }

  /// The events with their arguments, without times.
  private static List<String> events(Protocol protocol, Consumer<TcpConversation> content)
      throws IOException {
    Capture capture = new Capture(Capture.ETHERNET);
    TcpConversation talk =
        new TcpConversation(capture, 1_000_000, "10.0.0.1", 40_000, "10.0.0.2", protocol.port())
            .handshake();
    content.accept(talk);
    talk.close(true).close(false);
    EngineRun run = EngineRun.of(program, capture, folder);
    assertThat(run.code()).as(run.messages()).isZero();
    return run.output()
        .lines()
        .filter(line -> !COUNTS.matcher(line).find())
        .map(line -> TIME.matcher(line).replaceFirst(""))
        .toList();
  }
}
