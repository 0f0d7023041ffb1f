package org.brood.testkit;

import java.util.List;
import java.util.Random;
import org.brood.testkit.Datagrams.DhcpType;

/// Golden captures of everyday protocols: TLS, SSH, mail, files, chat, and services of an office.
final class GoldenTalks extends GoldenStage {
  private static final int SEGMENT = 1_400;

  GoldenTalks(Capture capture) {
    super(capture);
  }

  // ---- TLS

  private static byte[] hello(String host, byte[] session, byte[] more) {
    return Tls.handshake(
        Tls.TLS_10,
        Tls.clientHello(
            Tls.TLS_12,
            session,
            Tls.serverName(host),
            Tls.supportedGroups(),
            Tls.pointFormats(),
            Tls.signatureAlgorithms(),
            Tls.applicationProtocols("h2", "http/1.1"),
            more));
  }

  private static byte[] chosen(byte[] session) {
    return Tls.serverHello(
        Tls.TLS_12, Tls.ECDHE_RSA_WITH_AES_128_GCM, session, Tls.applicationProtocols("h2"));
  }

  private static byte[] finished() {
    return Tls.join(Tls.changeCipherSpec(), Tls.encrypted(Tls.HANDSHAKE, 40));
  }

  private void fullHandshake(int port, String host, byte[] session) {
    byte[] own = Certificates.of("host.example", "Example CA").hosts("*.host.example").build();
    byte[] authority = Certificates.of("Example CA", "Example CA").authority(true).build();
    byte[] staple =
        Tls.message(
            22,
            Tls.join(Tls.number(1, 1), Tls.counted(3, Certificates.ocspResponse(0x1234, false))));
    tcp(port)
        .handshake()
        .send(true, hello(host, new byte[0], new byte[0]))
        .send(
            false,
            Tls.handshake(
                Tls.TLS_12,
                chosen(session),
                Tls.certificates(own, authority),
                staple,
                Tls.serverKeyExchange(),
                Tls.serverHelloDone()))
        .send(true, Tls.join(Tls.handshake(Tls.TLS_12, Tls.clientKeyExchange()), finished()))
        .send(false, Tls.join(finished(), Tls.encrypted(Tls.APPLICATION_DATA, 100)))
        .close(true)
        .close(false);
  }

  void tls() {
    byte[] session = bytes("0123456789abcdef0123456789abcdef");
    fullHandshake(443, "www.host.example", session);
    tcp(443)
        .handshake()
        .send(true, hello("www.host.example", session, new byte[0]))
        .send(false, Tls.join(Tls.handshake(Tls.TLS_12, chosen(session)), finished()))
        .send(true, finished())
        .close(true)
        .close(false);
    tcp(8443)
        .handshake()
        .send(true, hello("new.example", session, Tls.offer13()))
        .send(false, Tls.answer13(session, 900))
        .send(true, Tls.join(Tls.changeCipherSpec(), Tls.encrypted(Tls.APPLICATION_DATA, 53)))
        .close(true)
        .close(false);
    tcp(443)
        .handshake()
        .send(true, hello("refused.example", new byte[0], new byte[0]))
        .send(false, Tls.alert(2, 40))
        .close(false)
        .close(true);
    fullHandshake(465, "elsewhere.example", session);
  }

  // ---- everyday protocols

  void ssh() {
    Random random = new Random(4);
    Ssh.login(random, 0, true).send(tcp(22).handshake(), SEGMENT);
    Ssh.login(random, 3, false).send(tcp(22).handshake(), SEGMENT);
    // On another port, it is known by its first line.
    Ssh.login(random, 1, true).send(tcp(2222).handshake(), SEGMENT);
    new Dialogue()
        .server("Only for staff", "SSH-2.0-new")
        .client("SSH-1.5-older")
        .send(tcp(22).handshake(), SEGMENT);
  }

  void mail() {
    List<String> message =
        Mail.message(
            "a@office.example", "b@office.example", "Figures", bytes("figures ".repeat(40)));
    Mail.smtp("a@office.example", "b@office.example", message).send(tcp(25).handshake(), SEGMENT);
    Mail.chunks("a@office.example", "b@office.example", message)
        .send(tcp(587).handshake(), SEGMENT);
    Mail.pop3("b", message).send(tcp(110).handshake(), SEGMENT);
    new Dialogue()
        .server("554 go away")
        .client("HELO x", "RCPT TO:<c@office.example>", "FLY me")
        .server("503 no", "9 what")
        .send(tcp(25).handshake(), SEGMENT);
  }

  void ftp() {
    TcpConversation control = tcp(21).handshake();
    new Dialogue()
        .server("220-Files", " of the office", "220 ready")
        .client("USER scanner")
        .server("331 Password")
        .client("PASS paper")
        .server("230 Logged in")
        .client("CWD in")
        .server("250 Changed")
        .client("EPSV")
        .server("229 Extended (|||40100|)")
        .client("RETR figures.txt")
        .server("150 Opening (21 bytes)")
        .send(control, SEGMENT);
    TcpConversation channel =
        new TcpConversation(capture, control.micros(), CLIENT, 41_000, SERVER, 40_100).handshake();
    new Dialogue().server("figures of the office").send(channel, SEGMENT);
    channel.close(false).close(true);
    control.waitMicros(channel.micros() - control.micros());
    new Dialogue()
        .server("226 Complete")
        .client("PORT 10,0,0,1,160,161")
        .server("200 PORT")
        .client("DELE figures.txt")
        .server("550 No")
        .client("QUIT")
        .server("221 Bye")
        .send(control, SEGMENT);
    control.close(true).close(false);
  }

  /// A request and its answer; one that is never sent to its end; lines that are cut.
  void finger() {
    TcpConversation talk = tcp(79).handshake();
    new Dialogue()
        .client("/W boss@files.example")
        .server("Login: boss", "", "Out of the office")
        .send(talk, SEGMENT);
    talk.close(false).close(true);
    TcpConversation cut = tcp(79).handshake();
    new Dialogue().client("a".repeat(1_000), "b").server("c".repeat(999)).send(cut, SEGMENT);
    cut.close(true).close(false);
    tcp(79).handshake().close(true).close(false);
  }

  void irc() {
    TcpConversation talk = tcp(6667).handshake();
    new Dialogue()
        .client("NICK somebody", "USER some host server :Some Body")
        .server(":irc.example 001 somebody :Welcome")
        .client("JOIN #office,#lunch key")
        .server(":boss!b@host PRIVMSG somebody :\u0001DCC SEND plan.txt 3221226064 4000 21\u0001")
        .send(talk, SEGMENT);
    TcpConversation channel =
        new TcpConversation(capture, talk.micros(), CLIENT, 41_000, SERVER, 4_000).handshake();
    new Dialogue()
        .server("the plan of the office")
        .client((byte) 0, (byte) 0, (byte) 0, (byte) 22)
        .send(channel, SEGMENT);
    channel.close(false).close(true);
    talk.waitMicros(channel.micros() - talk.micros());
    new Dialogue().client("QUIT :bye").send(talk, SEGMENT);
    talk.close(true).close(false);
  }

  void officeServices() {
    byte[] mac = {2, 0, 0, 0, 0, 7};
    byte[] address = {10, 0, 0, 7};
    byte[] server = {10, 0, 0, 2};
    long at = nextStart();
    dhcp(at, true, Datagrams.dhcp(DhcpType.DISCOVER, 7, mac, address, server, "desk7"));
    dhcp(at + 1_000, false, Datagrams.dhcp(DhcpType.OFFER, 7, mac, address, server, ""));
    dhcp(at + 2_000, true, Datagrams.dhcp(DhcpType.REQUEST, 7, mac, address, server, "desk7"));
    dhcp(at + 3_000, false, Datagrams.dhcp(DhcpType.ACK, 7, mac, address, server, ""));
    udp(at + 5_000, CLIENT, 123, SERVER, 123, Datagrams.ntp(3, 0, 0, 0, at));
    udp(at + 6_000, SERVER, 123, CLIENT, 123, Datagrams.ntp(4, 2, at, at + 400, at + 500));
    udp(at + 7_000, CLIENT, 40_000, SERVER, 514, bytes("<34>su: failed for root"));
    udp(at + 8_000, CLIENT, 40_000, SERVER, 514, bytes("no priority at all"));
  }

  private void dhcp(long micros, boolean fromClient, byte[] message) {
    if (fromClient) {
      udp(micros, "0.0.0.0", 68, "255.255.255.255", 67, message);
    } else {
      udp(micros, "10.0.0.2", 67, "255.255.255.255", 68, message);
    }
  }
}
