package org.brood.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/// The captures that golden scripts name, and those of TCP, IP, DNS and HTTP.
public final class GoldenCaptures extends GoldenStage {
  private GoldenCaptures(Capture capture) {
    super(capture);
  }

  /// Makes the capture of a name, such as `tcp-states.pcap`.
  public static Capture make(String name) {
    Capture capture = new Capture(Capture.ETHERNET);
    GoldenCaptures made = new GoldenCaptures(capture);
    GoldenTalks talks = new GoldenTalks(capture);
    switch (name) {
      case "tcp-states.pcap" -> made.tcpStates();
      case "tcp-content.pcap" -> made.tcpContent();
      case "fragments.pcap" -> made.fragments();
      case "vlan.pcap" -> made.vlan();
      case "vlan-same.pcap" -> made.sameOnVlans();
      case "icmp-udp.pcap" -> made.icmpAndUdp();
      case "dns.pcap" -> made.dns();
      case "dns-tcp.pcap" -> made.dnsOverTcp();
      case "http.pcap" -> made.http();
      case "http-bodies.pcap" -> made.httpBodies();
      case "file-hole.pcap" -> made.fileHole();
      case "http-connect.pcap" -> made.httpConnect();
      case "ssh.pcap" -> talks.ssh();
      case "mail.pcap" -> talks.mail();
      case "finger.pcap" -> talks.finger();
      case "ftp.pcap" -> talks.ftp();
      case "irc.pcap" -> talks.irc();
      case "office-services.pcap" -> talks.officeServices();
      case "weird.pcap" -> made.weird();
      case "tls.pcap" -> talks.tls();
      case "violations.pcap" -> made.violations();
      case "ticks.pcap" -> made.ticks();
      default -> throw new IllegalArgumentException("no capture " + name);
    }
    return capture.sort();
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

  /// The same endpoints on no VLAN, on one, and on one within another.
  private void sameOnVlans() {
    same(Packets.ethernet(), "a");
    same(Packets.ethernet().vlan(0x8100, 42), "bb");
    same(Packets.ethernet().vlan(0x88a8, 10).vlan(0x8100, 20), "ccc");
  }

  private void same(Packets link, String payload) {
    capture.add(nextStart(), link.ipv4(CLIENT, SERVER).udp(5000, 6000).payload(payload).build());
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

  /// Chunked, gzip, ranges, uploads, and files of several types. A file of 300 bytes whose second
  /// hundred was lost.
  private void fileHole() {
    tcp(80)
        .handshake()
        .send(true, get("/report"))
        .send(false, reply("Content-Length: 300\n", bytes("a".repeat(100))))
        .lose(false, 100)
        .send(false, "c".repeat(100))
        .acknowledge(true)
        .close(true)
        .close(false);
  }

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
}
