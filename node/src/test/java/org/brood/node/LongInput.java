package org.brood.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Dns;
import org.brood.testkit.Mail;
import org.brood.testkit.Ssh;
import org.brood.testkit.Tls;

/// What somebody may send without end in each protocol: messages, parts of one message, and what
/// never becomes a message.
final class LongInput {
  private LongInput() {}

  /// A stream.
  ///
  /// @param before what is said first
  /// @param unit what is repeated
  record Long(String name, int port, Dialogue before, Dialogue unit) {}

  /// A datagram.
  record Datagram(String name, int port, IntFunction<byte[]> ofLength) {}

  static Stream<Long> streams() {
    return Stream.of(web(), secure(), mail(), shells(), chats(), others()).flatMap(List::stream);
  }

  private static Dialogue client(String text) {
    return new Dialogue().client(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
  }

  private static Dialogue server(String text) {
    return new Dialogue().server(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
  }

  private static Dialogue nothing() {
    return new Dialogue();
  }

  private static List<Long> web() {
    String multipart =
        "POST / HTTP/1.1\nContent-Type: multipart/mixed; boundary=b\nContent-Length: 9999999\n\n";
    Dialogue asked = client("GET / HTTP/1.1\nHost: h\n\n");
    return List.of(
        new Long("http requests", 80, nothing(), client("GET /a HTTP/1.1\nHost: h\n\n")),
        new Long(
            "http exchanges",
            80,
            nothing(),
            client("GET / HTTP/1.1\n\n").server("HTTP/1.1 200 OK", "Content-Length: 2", "", "a")),
        new Long("http headers", 80, client("GET / HTTP/1.1\n"), client("Name: value\n")),
        new Long("http folded header", 80, client("GET / HTTP/1.1\na: b\n"), client(" c\n")),
        new Long("http request line", 80, client("GET /"), client("%41")),
        new Long("http header line", 80, client("GET / HTTP/1.1\nName: "), client("a")),
        new Long(
            "http chunks",
            80,
            client("POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n"),
            client("1\na\n")),
        new Long("http boundaries", 80, client(multipart), client("--b\n")),
        new Long("http parts", 80, client(multipart), client("--b\nA: b\n\nc\n")),
        new Long(
            "http parts in parts",
            80,
            client(multipart),
            client("--b\nContent-Type: multipart/mixed; boundary=b\n\n")),
        new Long("http interim replies", 80, asked, server("HTTP/1.1 100 Continue\n\n")),
        new Long("http body to the end", 80, asked.server("HTTP/1.1 200 OK", ""), server("a\n")),
        new Long("http line ends", 80, nothing(), client("\n")));
  }

  private static List<Long> secure() {
    Dialogue hello =
        new Dialogue().client(Tls.handshake(Tls.TLS_12, Tls.clientHello(Tls.TLS_12, new byte[0])));
    byte[] certificate = {11, 3, (byte) 0xff, (byte) 0xff};
    Dialogue begun =
        new Dialogue()
            .client(Tls.handshake(Tls.TLS_12, Tls.clientHello(Tls.TLS_12, new byte[0])))
            .server(Tls.record(Tls.HANDSHAKE, Tls.TLS_12, certificate));
    byte[] one = {0};
    return List.of(
        new Long(
            "tls hellos",
            443,
            nothing(),
            new Dialogue()
                .client(Tls.handshake(Tls.TLS_12, Tls.clientHello(Tls.TLS_12, new byte[0])))),
        new Long(
            "tls message in small records",
            443,
            begun,
            new Dialogue().server(Tls.record(Tls.HANDSHAKE, Tls.TLS_12, one))),
        new Long("tls alerts", 443, hello, new Dialogue().client(Tls.alert(1, 0))),
        new Long(
            "tls small data",
            443,
            hello,
            new Dialogue().client(Tls.record(Tls.APPLICATION_DATA, Tls.TLS_12, one))),
        new Long("tls large data", 443, hello, new Dialogue().client(Tls.encrypted(23, 16_000))),
        new Long(
            "tls heartbeats",
            443,
            hello,
            new Dialogue()
                .client(Tls.record(Tls.HEARTBEAT, Tls.TLS_12, (byte) 1, (byte) 0, (byte) 9))),
        new Long("tls nothing", 443, hello, new Dialogue().client(new byte[] {22})));
  }

  private static List<Long> mail() {
    Dialogue letter = inLetter();
    Dialogue parts = inLetter("MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "");
    Dialogue coded = inLetter("MIME-Version: 1.0", "Content-Transfer-Encoding: base64", "");
    Dialogue quoted =
        inLetter("MIME-Version: 1.0", "Content-Transfer-Encoding: quoted-printable", "");
    List<String> message = Mail.message("a@b", "c@d", "Long", new byte[90]);
    return List.of(
        new Long("smtp commands", 25, server("220 a\n"), client("NOOP\n")),
        new Long("smtp replies", 25, client("HELO a\n"), server("250 a\n")),
        new Long("smtp reply of many lines", 25, client("HELO a\n"), server("250-a\n")),
        new Long("smtp letters", 25, server("220 a\n"), Mail.smtp("a@b", "c@d", message)),
        new Long("smtp recipients", 25, letter("MAIL FROM:<a@b>"), client("RCPT TO:<c@d>\n")),
        new Long("smtp headers", 25, letter, client("Name: value\n")),
        new Long("smtp folded header", 25, inLetter("a: b"), client(" c\n")),
        new Long("smtp received", 25, letter, client("Received: from a by b; c\n")),
        new Long("smtp boundaries", 25, parts, client("--b\n")),
        new Long("smtp parts", 25, parts, client("--b\nA: b\n\nc\n")),
        new Long("smtp base64", 25, coded, client("QUJD\n")),
        new Long("smtp base64 without end", 25, coded, client("QUJD")),
        new Long("smtp quoted", 25, quoted, client("=41=\n")),
        new Long(
            "smtp chunks", 25, letter("MAIL FROM:<a@b>", "RCPT TO:<c@d>"), client("BDAT 1\na")),
        new Long("smtp line", 25, server("220 a\n"), client("a")),
        new Long("pop3 commands", 110, server("+OK\n"), client("NOOP\n")),
        new Long("pop3 replies", 110, server("+OK\n"), server("+OK\n")),
        new Long("pop3 mail", 110, fetching(), server("Name: value\n")),
        new Long("pop3 letters", 110, nothing(), Mail.pop3("a", message)),
        new Long("pop3 base64", 110, server("+OK\n").client("AUTH PLAIN"), client("QUJD\n")),
        new Long("imap commands", 143, server("* OK\n"), client("a noop\n")),
        new Long("imap capabilities", 143, server("* OK\n* CAPABILITY"), server(" A")),
        new Long("imap line", 143, server("* OK\n"), client("a")));
  }

  private static Dialogue letter(String... commands) {
    return new Dialogue().server("220 ready").client("EHLO me").server("250 a").client(commands);
  }

  /// A mail that has begun, up to these lines of it.
  private static Dialogue inLetter(String... lines) {
    return new Dialogue()
        .server("220 ready")
        .client("EHLO me", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA")
        .server("250 a", "250 b", "250 c", "354 go")
        .client(lines);
  }

  private static Dialogue fetching() {
    return new Dialogue()
        .server("+OK")
        .client("USER a")
        .server("+OK")
        .client("PASS b")
        .server("+OK")
        .client("RETR 1")
        .server("+OK");
  }

  /// A session whose directory is as long as it may get.
  private static Dialogue inDirectory() {
    return server("220 a\n").client("CWD /" + "a/".repeat(2_046)).server("250 b");
  }

  private static List<Long> shells() {
    Random random = new Random(3);
    byte[] sealed = new byte[44];
    random.nextBytes(sealed);
    Dialogue versions = new Dialogue().server("SSH-2.0-a").client("SSH-2.0-b");
    Dialogue endless =
        new Dialogue()
            .server("SSH-2.0-a")
            .client("SSH-2.0-b")
            .client(new byte[] {0, 3, (byte) 0xff, (byte) 0xfc, 4, 20});
    return List.of(
        new Long("ssh banner", 22, nothing(), server("Only for staff\n")),
        new Long("ssh version", 22, server("SSH-2.0-"), server("a")),
        new Long("ssh messages", 22, versions, new Dialogue().client(Ssh.packet(2, new byte[9]))),
        new Long("ssh packet", 22, endless, client("a")),
        new Long(
            "ssh sealed", 22, Ssh.handshake(random), new Dialogue().client(sealed).server(sealed)),
        new Long("ftp commands", 21, server("220 a\n"), client("USER a\n")),
        new Long("ftp exchanges", 21, server("220 a\n"), client("CWD /a\n").server("250 b")),
        new Long("ftp directories", 21, inDirectory(), client("CWD a\n").server("250 b")),
        new Long("ftp reply of many lines", 21, server("220-a\n"), server("b\n")),
        new Long("ftp line", 21, server("220 a\n"), client("a")),
        new Long(
            "ftp telnet options",
            21,
            server("220 a\n"),
            new Dialogue().client(new byte[] {(byte) 0xff, (byte) 0xfd, 1})),
        new Long(
            "ftp telnet suboption",
            21,
            server("220 a\n").client(new byte[] {(byte) 0xff, (byte) 0xfa, 1}),
            client("a")),
        new Long(
            "ftp tokens",
            21,
            client("AUTH GSSAPI\n").server("334 go"),
            client("ADAT YGgGCSqGSIb3EgECAgEAb1kwV6ADAgEFoQMCAQ+iSzBJoAMCARCi\n")));
  }

  private static List<Long> chats() {
    return List.of(
        new Long("irc commands", 6667, client("NICK a\n"), client("JOIN #a\n")),
        new Long("irc messages", 6667, client("NICK a\n"), client("PRIVMSG a :b\n")),
        new Long("irc names", 6667, client("NICK a\n"), server(":s 353 a = #c :b c d\n")),
        new Long("irc channels in a line", 6667, client("NICK a\nJOIN #a"), client(",#b")),
        new Long(
            "irc words in a line",
            6667,
            client("NICK a\n").server(":s 353 a = #c :"),
            server("b ")),
        new Long("irc line", 6667, client("NICK a\n"), client("a")),
        new Long("xmpp tags", 5222, client("<stream:stream>"), client("<a>")),
        new Long("xmpp attributes", 5222, client("<stream:stream "), client("a='b' ")),
        new Long("xmpp blanks", 5222, client("<stream:stream>"), client(" ")),
        new Long("xmpp text", 5222, client("<stream:stream>"), client("a")),
        new Long("xmpp brackets", 5222, client("<stream:stream>"), client("<")));
  }

  private static List<Long> others() {
    byte[] address = {10, 0, 0, 1};
    return List.of(
        new Long(
            "dns questions",
            53,
            nothing(),
            new Dialogue().client(Tls.counted(2, Dns.query(1, "a.example", Dns.A)))),
        new Long(
            "dns answers",
            53,
            nothing(),
            new Dialogue()
                .client(Tls.counted(2, Dns.query(1, "a.example", Dns.A)))
                .server(Tls.counted(2, Dns.reply(1, "a.example", Dns.A, 60, address)))),
        new Long(
            "dns answers alone",
            53,
            nothing(),
            new Dialogue().server(Tls.counted(2, Dns.reply(1, "a.example", Dns.A, 60, address)))),
        new Long("dns empty messages", 53, nothing(), new Dialogue().client(new byte[2])),
        new Long("finger requests", 79, nothing(), client("/W a@b\n")),
        new Long("finger reply", 79, client("a\n"), server("b\n")),
        new Long("finger line", 79, nothing(), client("a")),
        new Long("unknown protocol", 4711, nothing(), client("a")),
        new Long("unknown lines", 4711, nothing(), server("a\n")));
  }

  static Stream<Datagram> datagrams() {
    byte[] pointer = {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 10, 0, 0, 1};
    byte[] text = {(byte) 0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 9, 0, 1, 0};
    byte[] record = {22, (byte) 0xfe, (byte) 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0};
    return Stream.of(
        new Datagram("dns records", 53, length -> answers(pointer, length)),
        new Datagram("dns texts", 53, length -> answers(text, length)),
        new Datagram("dns questions", 53, LongInput::questions),
        new Datagram(
            "dns labels",
            53,
            length ->
                filled(
                    new byte[] {0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0}, new byte[] {1, 'a'}, length)),
        new Datagram(
            "syslog text",
            514,
            length -> filled("<34>".getBytes(ISO_8859_1), new byte[] {'a'}, length)),
        new Datagram(
            "ntp control",
            123,
            length ->
                filled(
                    new byte[] {0x16, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0x7f, (byte) 0xff},
                    new byte[] {'a', '='},
                    length)),
        new Datagram("ntp", 123, length -> filled(new byte[] {0x23}, new byte[] {0}, length)),
        new Datagram(
            "dhcp options", 67, length -> filled(dhcpHead(), new byte[] {55, 1, 1}, length)),
        new Datagram("dhcp padding", 67, length -> filled(dhcpHead(), new byte[] {0}, length)),
        new Datagram("dtls records", 443, length -> filled(new byte[0], record, length)),
        new Datagram(
            "unknown protocol", 4711, length -> filled(new byte[0], new byte[] {'a'}, length)));
  }

  private static byte[] filled(byte[] head, byte[] unit, int length) {
    byte[] all = Arrays.copyOf(head, length);
    for (int at = head.length; at < length; at++) {
      all[at] = unit[(at - head.length) % unit.length];
    }
    return all;
  }

  private static byte[] dhcpHead() {
    byte[] head = new byte[240];
    head[0] = 1;
    head[1] = 1;
    head[2] = 6;
    head[236] = 0x63;
    head[237] = (byte) 0x82;
    head[238] = 0x53;
    head[239] = 0x63;
    return head;
  }

  private static byte[] answers(byte[] record, int length) {
    byte[] question = Dns.query(1, "a.example", Dns.A);
    int count = (length - question.length) / record.length;
    question[2] = (byte) 0x81;
    question[6] = (byte) (count >> 8);
    question[7] = (byte) count;
    return filled(question, record, question.length + count * record.length);
  }

  private static byte[] questions(int length) {
    byte[] unit = {1, 'a', 0, 0, 1, 0, 1};
    int count = (length - 12) / unit.length;
    byte[] head = {0, 1, 1, 0, (byte) (count >> 8), (byte) count, 0, 0, 0, 0, 0, 0};
    return filled(head, unit, length);
  }
}
