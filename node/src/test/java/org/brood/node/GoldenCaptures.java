package org.brood.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.brood.testkit.Capture;
import org.brood.testkit.Certificates;
import org.brood.testkit.Datagrams;
import org.brood.testkit.Datagrams.DhcpType;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Dns;
import org.brood.testkit.Mail;
import org.brood.testkit.Packets;
import org.brood.testkit.Ssh;
import org.brood.testkit.TcpConversation;
import org.brood.testkit.Tls;

/// The captures that golden scripts name. Conversations begin ten seconds apart.
final class GoldenCaptures {
  private static final long START = 1_600_000_000_000_000L;
  private static final String CLIENT = "10.0.0.1";
  private static final String SERVER = "192.0.2.80";
  private static final int SEGMENT = 1_400;

  private final Capture capture = new Capture(Capture.ETHERNET);
  private int conversations;

  private GoldenCaptures() {}

  /// Makes the capture of a name, such as `tcp-states.pcap`.
  static Capture make(String name) {
    GoldenCaptures made = new GoldenCaptures();
    switch (name) {
      case "tcp-states.pcap" -> made.tcpStates();
      case "tcp-content.pcap" -> made.tcpContent();
      case "fragments.pcap" -> made.fragments();
      case "vlan.pcap" -> made.vlan();
      case "icmp-udp.pcap" -> made.icmpAndUdp();
      case "dns.pcap" -> made.dns();
      case "dns-tcp.pcap" -> made.dnsOverTcp();
      case "http.pcap" -> made.http();
      case "http-bodies.pcap" -> made.httpBodies();
      case "http-connect.pcap" -> made.httpConnect();
      case "ssh.pcap" -> made.ssh();
      case "mail.pcap" -> made.mail();
      case "ftp.pcap" -> made.ftp();
      case "irc.pcap" -> made.irc();
      case "office-services.pcap" -> made.officeServices();
      case "weird.pcap" -> made.weird();
      case "tls.pcap" -> made.tls();
      case "violations.pcap" -> made.violations();
      case "ticks.pcap" -> made.ticks();
      default -> throw new IllegalArgumentException("no capture " + name);
    }
    return made.capture.sort();
  }

  private long nextStart() {
    return START + 10_000_000L * conversations++;
  }

  private TcpConversation tcp(int port) {
    return new TcpConversation(capture, nextStart(), CLIENT, 40_000 + conversations, SERVER, port);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] lines(String text) {
    return bytes(text.replace("\n", "\r\n"));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
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

  private void tls() {
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
        .send(
            true,
            hello(
                "new.example",
                session,
                Tls.join(Tls.offeredVersions(Tls.TLS_13, Tls.TLS_12), Tls.offeredShare())))
        .send(
            false,
            Tls.join(
                Tls.handshake(
                    Tls.TLS_12,
                    Tls.serverHello(
                        Tls.TLS_12,
                        Tls.AES_128_GCM,
                        session,
                        Tls.chosenVersion(Tls.TLS_13),
                        Tls.chosenShare())),
                Tls.changeCipherSpec(),
                Tls.encrypted(Tls.APPLICATION_DATA, 900)))
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

  // ---- TCP

  /// One connection for each state that conn.log knows.
  private void tcpStates() {
    tcp(1001).handshake().send(true, "ping").send(false, "pong").close(true).close(false);
    tcp(1002).packet(true, Packets.SYN, 100, 0);
    TcpConversation refused = tcp(1003).packet(true, Packets.SYN, 100, 0);
    refused.packet(false, Packets.RST | Packets.ACK, 0, 101);
    tcp(1004).handshake().send(true, "data").reset(true);
    tcp(1005).handshake().send(true, "data").reset(false);
    tcp(1006).handshake().send(true, "data");
    tcp(1007).handshake().send(true, "data").close(true);
    tcp(1008).handshake().send(false, "data").close(false);
    tcp(1009).packet(true, Packets.SYN, 100, 0).packet(true, Packets.FIN, 101, 0);
    TcpConversation answered = tcp(1010).packet(false, Packets.SYN | Packets.ACK, 500, 101);
    answered.packet(false, Packets.FIN | Packets.ACK, 501, 101);
    TcpConversation silent = tcp(1011).packet(true, Packets.SYN, 100, 0);
    silent.packet(true, Packets.RST, 101, 0);
    TcpConversation resetByResponder = tcp(1012).packet(false, Packets.SYN | Packets.ACK, 500, 101);
    resetByResponder.packet(false, Packets.RST, 501, 0);
    tcp(1013).send(true, "midstream").send(false, "answer");
    tcp(1014).packet(true, Packets.SYN | Packets.ACK, 500, 101);
  }

  /// Lost, repeated, reordered bytes, and data in a SYN.
  private void tcpContent() {
    tcp(2001)
        .handshake()
        .send(true, "before")
        .lose(true, 100)
        .send(true, "after")
        .close(true)
        .close(false);
    TcpConversation twice = tcp(2002).handshake();
    twice.packet(true, Packets.ACK | Packets.PSH, 1001, 5001, bytes("hello"));
    twice.packet(true, Packets.ACK | Packets.PSH, 1001, 5001, bytes("hello"));
    twice.lose(true, 5).acknowledge(false).close(true).close(false);
    TcpConversation swapped = tcp(2003).handshake();
    swapped.packet(true, Packets.ACK | Packets.PSH, 1006, 5001, bytes("world"));
    swapped.packet(true, Packets.ACK | Packets.PSH, 1001, 5001, bytes("hello"));
    swapped.lose(true, 10).acknowledge(false).close(true).close(false);
    TcpConversation early = tcp(2004);
    early.packet(true, Packets.SYN, 1000, 0, bytes("data"));
    early.packet(false, Packets.SYN | Packets.ACK, 5000, 1005);
    early.packet(true, Packets.ACK, 1005, 5001);
    early.packet(true, Packets.FIN | Packets.ACK, 1005, 5001);
    early.packet(false, Packets.FIN | Packets.ACK, 5001, 1006);
    early.packet(true, Packets.ACK, 1006, 5002);
    TcpConversation differing = tcp(2005).handshake();
    differing.packet(true, Packets.ACK | Packets.PSH, 1001, 5001, bytes("first"));
    differing.packet(true, Packets.ACK | Packets.PSH, 1001, 5001, bytes("other"));
    differing.lose(true, 5).acknowledge(false).close(true).close(false);
  }

  // ---- IP

  private void fragments() {
    byte[] datagram =
        Packets.raw().ipv4(CLIENT, SERVER).udp(5000, 6000).payload("x".repeat(100)).datagram();
    fragment(true, 1, datagram, 0, 64);
    fragment(true, 1, datagram, 64, datagram.length);
    byte[] second =
        Packets.raw().ipv4(CLIENT, SERVER).udp(5001, 6000).payload("y".repeat(100)).datagram();
    fragment(true, 2, second, 64, second.length);
    fragment(true, 2, second, 0, 64);
    byte[] sixth =
        Packets.raw()
            .ipv6("2001:db8::1", "2001:db8::2")
            .udp(5002, 6000)
            .payload("z".repeat(100))
            .datagram();
    fragment(false, 3, sixth, 0, 64);
    fragment(false, 3, sixth, 64, sixth.length);
    byte[] incomplete =
        Packets.raw().ipv4(CLIENT, SERVER).udp(5003, 6000).payload("w".repeat(100)).datagram();
    fragment(true, 4, incomplete, 0, 64);
  }

  private void fragment(boolean ipv4, int id, byte[] whole, int from, int to) {
    Packets packet =
        ipv4
            ? Packets.ethernet().ipv4(CLIENT, SERVER)
            : Packets.ethernet().ipv6("2001:db8::1", "2001:db8::2");
    capture.add(
        nextStart(),
        packet
            .protocol(17)
            .fragment(id, from, to < whole.length)
            .payload(Arrays.copyOfRange(whole, from, to))
            .build());
  }

  private void vlan() {
    capture.add(
        nextStart(),
        Packets.ethernet()
            .vlan(0x8100, 42)
            .ipv4(CLIENT, SERVER)
            .udp(5000, 6000)
            .payload("tagged")
            .build());
    capture.add(
        nextStart(),
        Packets.ethernet()
            .vlan(0x88a8, 7)
            .vlan(0x8100, 43)
            .ipv4(CLIENT, SERVER)
            .udp(5001, 6000)
            .payload("tagged twice")
            .build());
  }

  private void icmpAndUdp() {
    capture.add(
        nextStart(),
        Packets.ethernet().ipv4(CLIENT, SERVER).icmp(8, 0, 0x0001_0001).payload("echo").build());
    capture.add(
        nextStart(),
        Packets.ethernet().ipv4(SERVER, CLIENT).icmp(0, 0, 0x0001_0001).payload("echo").build());
    udp(5000, 6000, "request");
    capture.add(
        nextStart(),
        Packets.ethernet().ipv4(SERVER, CLIENT).udp(6000, 5000).payload("response").build());
    udp(5001, 6001, "nobody answers");
    capture.add(nextStart(), Packets.ethernet().ipv6("fe80::1", "ff02::1").icmp(135, 0, 0).build());
  }

  private void udp(int from, int to, String payload) {
    capture.add(
        nextStart(),
        Packets.ethernet().ipv4(CLIENT, SERVER).udp(from, to).payload(payload).build());
  }

  // ---- DNS

  private void dns() {
    ask(1, "www.example.com", Dns.A, 300, (byte) 192, (byte) 0, (byte) 2, (byte) 1);
    ask(2, "missing.example.com", Dns.A, 0);
    ask(3, "1.2.0.192.in-addr.arpa", Dns.PTR, 60, Dns.nameData("www.example.com"));
    byte[] six = new byte[16];
    six[0] = 0x20;
    six[1] = 1;
    six[15] = 1;
    ask(4, "v6.example.com", Dns.AAAA, 60, six);
    capture.add(
        nextStart(),
        Packets.ethernet()
            .ipv4(CLIENT, SERVER)
            .udp(5005, 53)
            .payload(Dns.query(5, "unanswered.example.com", Dns.A))
            .build());
  }

  private void ask(int id, String name, int type, int ttl, byte... data) {
    long micros = nextStart();
    capture.add(
        micros,
        Packets.ethernet()
            .ipv4(CLIENT, SERVER)
            .udp(5000 + id, 53)
            .payload(Dns.query(id, name, type))
            .build());
    capture.add(
        micros + 20_000,
        Packets.ethernet()
            .ipv4(SERVER, CLIENT)
            .udp(53, 5000 + id)
            .payload(Dns.reply(id, name, type, ttl, data))
            .build());
  }

  private static byte[] framed(byte[] message) {
    return concat(new byte[] {(byte) (message.length >> 8), (byte) message.length}, message);
  }

  /// Two queries in one segment, a reply cut into three.
  private void dnsOverTcp() {
    byte[] queries =
        concat(
            framed(Dns.query(1, "one.example.com", Dns.A)),
            framed(Dns.query(2, "two.example.com", Dns.A)));
    byte[] address = {(byte) 192, 0, 2, 7};
    byte[] replies =
        concat(
            framed(Dns.reply(1, "one.example.com", Dns.A, 60, address)),
            framed(Dns.reply(2, "two.example.com", Dns.A, 60, address)));
    TcpConversation tcp = tcp(53).handshake().send(true, queries);
    tcp.send(false, Arrays.copyOfRange(replies, 0, 1));
    tcp.send(false, Arrays.copyOfRange(replies, 1, 30));
    tcp.send(false, Arrays.copyOfRange(replies, 30, replies.length));
    tcp.close(true).close(false);
  }

  // ---- HTTP

  private static byte[] get(String uri) {
    return lines("GET %s HTTP/1.1\nHost: www.example.com\nUser-Agent: golden\n\n".formatted(uri));
  }

  private static byte[] reply(String headers, byte[] body) {
    return concat(lines("HTTP/1.1 200 OK\n" + headers + "\n"), body);
  }

  private static byte[] plain(String body) {
    return reply("Content-Type: text/plain\nContent-Length: " + body.length() + "\n", bytes(body));
  }

  /// Pipelined requests, a HEAD, an error, a reply that ends with the connection.
  private void http() {
    tcp(80)
        .handshake()
        .send(true, concat(get("/one"), get("/two")))
        .send(false, concat(plain("first"), plain("second")))
        .close(true)
        .close(false);
    tcp(80)
        .handshake()
        .send(true, lines("HEAD /head HTTP/1.1\nHost: h\n\n"))
        .send(false, lines("HTTP/1.1 200 OK\nContent-Length: 1000\n\n"))
        .send(true, get("/missing%20page"))
        .send(false, lines("HTTP/1.1 404 Not Found\nContent-Length: 0\n\n"))
        .close(true)
        .close(false);
    tcp(80)
        .handshake()
        .send(true, lines("GET /old HTTP/1.0\n\n"))
        .send(false, lines("HTTP/1.0 200 OK\n\n"))
        .send(false, "until the end")
        .close(false)
        .close(true);
    tcp(8765)
        .handshake()
        .send(true, get("/other-port"))
        .send(false, plain("found by its content"))
        .close(true)
        .close(false);
  }

  /// Chunked, gzip, ranges, uploads, and files of several types.
  private void httpBodies() {
    tcp(80)
        .handshake()
        .send(true, get("/chunked"))
        .send(
            false,
            reply(
                "Transfer-Encoding: chunked\n",
                lines("6\nhello \n7;ext=1\nchunked\n0\nTrailer: t\n\n")))
        .send(true, get("/packed"))
        .send(false, packed())
        .send(true, get("/image.png"))
        .send(
            false,
            reply(
                "Content-Type: text/plain\nContent-Length: 24\n",
                concat(
                    new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
                    bytes("\0\0\0\rIHDR\0\0\0\1"))))
        .close(true)
        .close(false);
    tcp(80)
        .handshake()
        .send(true, lines("GET /part HTTP/1.1\nHost: h\nRange: bytes=2-5\n\n"))
        .send(
            false,
            lines(
                "HTTP/1.1 206 Partial Content\nContent-Range: bytes 2-5/10\nContent-Length: 4\n\n2345"))
        .send(true, lines("POST /form HTTP/1.1\nHost: h\nContent-Length: 11\n\nname=value&x"))
        .send(false, lines("HTTP/1.1 204 No Content\n\n"))
        .close(true)
        .close(false);
    tcp(80)
        .handshake()
        .send(true, get("/torn"))
        .send(false, lines("HTTP/1.1 200 OK\nContent-Length: 1000\n\nonly this"))
        .lose(false, 500)
        .send(false, "and this")
        .close(true)
        .close(false);
  }

  private static byte[] packed() {
    byte[] body = gzip("<html><body>packed</body></html>");
    return reply(
        "Content-Type: text/html\nContent-Encoding: gzip\nContent-Length: " + body.length + "\n",
        body);
  }

  private void httpConnect() {
    tcp(80)
        .handshake()
        .send(true, lines("CONNECT inner.example.com:80 HTTP/1.1\nHost: inner.example.com\n\n"))
        .send(false, lines("HTTP/1.1 200 Connection established\n\n"))
        .send(true, get("/inside"))
        .send(false, plain("tunnelled"))
        .close(true)
        .close(false);
  }

  // ---- what is wrong

  private void weird() {
    capture.add(
        nextStart(),
        Packets.ethernet().ipv4(CLIENT, SERVER).udp(1, 2).payload("x").totalLength(500).build());
    capture.add(
        nextStart(), Packets.ethernet().ipv4(CLIENT, CLIENT).udp(7, 7).payload("land").build());
    tcp(3001).handshake().packet(true, Packets.SYN, 9000, 0).close(true).close(false);
    tcp(3002).packet(true, Packets.SYN | Packets.FIN, 100, 0);
    tcp(3003).handshake().send(false, "x").reset(false).send(true, "after the reset");
    capture.add(
        nextStart(),
        Packets.ethernet().ipv4(CLIENT, SERVER).udp(5000, 53).payload("\0\1\1\0\0\1").build());
  }

  /// Traffic on the ports of protocols that is something else.
  private void violations() {
    tcp(80)
        .handshake()
        .send(true, "this is not http\r\n\r\n")
        .send(false, "nor is this\r\n\r\n")
        .close(true)
        .close(false);
    tcp(53)
        .handshake()
        .send(
            true,
            new byte[] {
              0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
            })
        .send(false, "GET / HTTP/1.0\r\n\r\n")
        .close(true)
        .close(false);
    udp(5000, 53, "neither a query nor a reply, just text");
  }

  /// A packet each ten seconds, so that time goes on.
  private void ticks() {
    for (int i = 0; i < 20; i++) {
      udp(7000 + i, 7000, "tick " + i);
    }
  }

  // ---- everyday protocols

  private void ssh() {
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

  private void mail() {
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

  private void ftp() {
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

  private void irc() {
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

  private void officeServices() {
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

  private void udp(long micros, String from, int fromPort, String to, int toPort, byte[] payload) {
    capture.add(
        micros, Packets.ethernet().ipv4(from, to).udp(fromPort, toPort).payload(payload).build());
  }

  private void dhcp(long micros, boolean fromClient, byte[] message) {
    if (fromClient) {
      udp(micros, "0.0.0.0", 68, "255.255.255.255", 67, message);
    } else {
      udp(micros, "10.0.0.2", 67, "255.255.255.255", 68, message);
    }
  }
}
