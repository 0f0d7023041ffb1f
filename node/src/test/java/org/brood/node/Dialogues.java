package org.brood.node;

import java.util.List;
import java.util.Random;
import org.brood.testkit.Certificates;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Dns;
import org.brood.testkit.Mail;
import org.brood.testkit.Ssh;
import org.brood.testkit.Tls;

/// What clients and servers say to each other in protocols over TCP.
final class Dialogues {
  private static final String SENDER = "a@office.example";
  private static final String RECEIVER = "b@office.example";

  private Dialogues() {}

  private static List<String> message() {
    return Mail.message(SENDER, RECEIVER, "Cuts", new byte[90]);
  }

  static Dialogue ssh() {
    return Ssh.handshake(new Random(7));
  }

  static Dialogue mail() {
    return Mail.smtp(SENDER, RECEIVER, message());
  }

  static Dialogue chunks() {
    return Mail.chunks(SENDER, RECEIVER, message());
  }

  static Dialogue mailbox() {
    return Mail.pop3("somebody", message());
  }

  /// Two questions together, then their answers.
  static Dialogue dns() {
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
  static Dialogue tls(Dialogue agreed) {
    return tls(
        agreed,
        Tls.serverHello(Tls.TLS_12, Tls.ECDHE_RSA_WITH_AES_128_GCM, new byte[32]),
        Tls.certificates(Certificates.of("office.example", "Example CA").build()),
        Tls.serverKeyExchange(),
        Tls.serverHelloDone());
  }

  /// The same with other messages of the server.
  static Dialogue tls(Dialogue agreed, byte[]... answer) {
    return agreed
        .client(
            Tls.handshake(
                Tls.TLS_10,
                Tls.clientHello(Tls.TLS_12, new byte[0], Tls.serverName("office.example"))))
        .server(Tls.handshake(Tls.TLS_12, answer))
        .client(
            Tls.join(
                Tls.handshake(Tls.TLS_12, Tls.clientKeyExchange()),
                Tls.changeCipherSpec(),
                Tls.encrypted(Tls.HANDSHAKE, 40)))
        .server(Tls.join(Tls.changeCipherSpec(), Tls.encrypted(Tls.HANDSHAKE, 40)));
  }

  static Dialogue smtp() {
    return new Dialogue()
        .server("220 mail.example")
        .client("EHLO desk")
        .server("250-mail.example", "250 STARTTLS")
        .client("STARTTLS")
        .server("220 go ahead");
  }

  static Dialogue pop3() {
    return new Dialogue()
        .server("+OK ready")
        .client("CAPA")
        .server("+OK", "STLS", ".")
        .client("STLS")
        .server("+OK begin");
  }

  static Dialogue ftpForTls() {
    return new Dialogue().server("220 ready").client("AUTH TLS").server("234 begin");
  }

  static Dialogue ircForTls() {
    return new Dialogue()
        .client("NICK somebody", "STARTTLS")
        .server(":irc.example 670 somebody :STARTTLS successful");
  }

  static Dialogue ftp() {
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

  static Dialogue irc() {
    return new Dialogue()
        .client("NICK somebody", "USER some host server :Some Body")
        .server(":irc.example 001 somebody :Welcome", ":irc.example 251 somebody :3 users")
        .client("JOIN #office key")
        .server(":irc.example 353 somebody = #office :@boss somebody")
        .client("PRIVMSG boss :\u0001DCC SEND plan.txt 167772161 4000 120\u0001")
        .server(":boss!b@host PRIVMSG #office :hello to all")
        .client("QUIT :bye");
  }

  static Dialogue finger() {
    return new Dialogue()
        .client("/W somebody@other.example")
        .server("Login: somebody", "", "No plan.");
  }

  static Dialogue imap() {
    return new Dialogue()
        .server("* OK IMAP4rev1 ready")
        .client("a1 capability")
        .server("* CAPABILITY IMAP4rev1 STARTTLS", "a1 OK done")
        .client("a2 starttls")
        .server("a2 OK begin");
  }

  static Dialogue xmpp() {
    return new Dialogue()
        .client(
            "<?xml version='1.0'?>", "<stream:stream to='office.example' xmlns='jabber:client'>")
        .server("<stream:stream id='1' xmlns='jabber:client'>")
        .server("<stream:features><starttls xmlns='tls'/></stream:features>")
        .client("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
        .server("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
  }
}
