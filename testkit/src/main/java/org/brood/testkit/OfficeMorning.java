package org.brood.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.brood.testkit.Datagrams.DhcpType;

/// A morning in a small office, as a capture: hosts get their addresses and set their clocks, names
/// are looked up, pages and files fetched, mails sent and read; somebody scans a server, goes from
/// host to host by way of port 22, and sends something out. The same seed gives the same morning.
public final class OfficeMorning {
  private static final long START_MICROS = 1_788_000_300_000_000L;
  private static final long MORNING_MICROS = 3_600_000_000L;
  private static final int SEGMENT = 1_400;
  private static final String RESOLVER = "10.20.0.2";
  private static final String CLOCK = "10.20.0.3";
  private static final String MAIL = "10.20.0.4";
  private static final String FILES = "10.20.0.5";
  private static final String LOGS = "10.20.0.6";
  private static final String PRINTER = "10.20.0.40";
  private static final int HOSTS = 24;

  private record Site(String name, String address, String server) {}

  private static final List<Site> SITES =
      List.of(
          new Site("www.example.com", "192.0.2.10", "nginx"),
          new Site("static.example.com", "192.0.2.11", "nginx"),
          new Site("news.example.net", "198.51.100.20", "Apache/2.4"),
          new Site("download.example.org", "203.0.113.30", "lighttpd/1.4"),
          new Site("intranet.office.example", "10.20.0.10", "Apache/2.4"),
          new Site("updates.example.org", "203.0.113.31", "cloud"));

  private final Capture capture = new Capture(Capture.ETHERNET);
  private final Random random;
  private int port = 32_768;
  private int transaction = 1;

  private OfficeMorning(long seed) {
    random = new Random(seed);
  }

  /// Writes the capture to the file that the first argument names.
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    make(1).write(file);
  }

  /// A morning; the same for the same seed.
  public static Capture make(long seed) {
    OfficeMorning morning = new OfficeMorning(seed);
    for (int i = 0; i < 900; i++) {
      morning.browse(morning.someTime(), morning.someHost());
    }
    for (int i = 0; i < 700; i++) {
      morning.lookUp(morning.someTime(), morning.someHost());
    }
    for (int host = 0; host < HOSTS; host++) {
      morning.lease(START_MICROS + host * 4_000_000L, host);
      morning.setClock(morning.someTime(), address(host));
      morning.sendMail(morning.someTime(), host);
      morning.print(morning.someTime(), address(host));
      morning.background(morning.someTime(), address(host));
    }
    for (int i = 0; i < 6; i++) {
      morning.upload(morning.someTime(), morning.someHost());
    }
    morning.scan(START_MICROS + 1_200_000_000L);
    morning.hop(START_MICROS + 2_000_000_000L);
    for (int i = 0; i < 300; i++) {
      morning.browseSecretly(morning.someTime(), morning.someHost());
    }
    morning.bringOut(START_MICROS + 2_600_000_000L);
    return morning.capture.sort();
  }

  private long someTime() {
    return START_MICROS + (long) (random.nextDouble() * MORNING_MICROS);
  }

  private static String address(int host) {
    return "10.20.1." + (10 + host);
  }

  private String someHost() {
    return address(random.nextInt(HOSTS));
  }

  private int nextPort() {
    port = port == 60_999 ? 32_768 : port + 1;
    return port;
  }

  private void udp(long micros, String from, int fromPort, String to, int toPort, byte... payload) {
    capture.add(
        micros, Packets.ethernet().ipv4(from, to).udp(fromPort, toPort).payload(payload).build());
  }

  // ---- names

  private void ask(long micros, String host, String name, int type, byte... data) {
    int from = nextPort();
    int id = transaction++ & 0xffff;
    udp(micros, host, from, RESOLVER, 53, Dns.query(id, name, type));
    long answered = micros + 800 + random.nextInt(40_000);
    udp(answered, RESOLVER, 53, host, from, Dns.reply(id, name, type, 300, data));
  }

  private static byte[] bytes(String address) {
    byte[] bytes = new byte[4];
    String[] parts = address.split("\\.", -1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }

  private void lookUp(long micros, String host) {
    Site site = SITES.get(random.nextInt(SITES.size()));
    switch (random.nextInt(5)) {
      case 0 -> ask(micros, host, "wpad.office.example", Dns.A);
      case 1 -> {
        byte[] address = new byte[16];
        random.nextBytes(address);
        address[0] = 0x20;
        ask(micros, host, site.name(), Dns.AAAA, address);
      }
      case 2 -> {
        String name = "1.0.20.10.in-addr.arpa";
        ask(micros, host, name, Dns.PTR, Dns.nameData("gateway.office.example"));
      }
      default -> ask(micros, host, site.name(), Dns.A, bytes(site.address()));
    }
  }

  // ---- pages and files

  private void browse(long micros, String host) {
    Site site = SITES.get(random.nextInt(SITES.size()));
    ask(micros, host, site.name(), Dns.A, bytes(site.address()));
    TcpConversation talk =
        new TcpConversation(capture, micros + 60_000, host, nextPort(), site.address(), 80);
    talk.startAt(random.nextInt(1 << 30), random.nextInt(1 << 30)).handshake();
    int requests = 1 + random.nextInt(3);
    for (int i = 0; i < requests; i++) {
      fetch(talk, site);
      talk.waitMicros(5_000 + random.nextInt(2_000_000));
    }
    if (random.nextInt(12) == 0) {
      talk.reset(false);
    } else {
      talk.close(true).close(false);
    }
  }

  private void fetch(TcpConversation talk, Site site) {
    switch (random.nextInt(8)) {
      case 0 -> get(talk, site, "/logo.png", 200, "image/png", png());
      case 1 -> get(talk, site, "/missing", 404, "text/html", page("Not found"));
      case 2 -> get(talk, site, "/report.zip", 200, "application/zip", zip());
      case 3 -> compressed(talk, site);
      case 4 -> chunked(talk, site);
      case 5 -> post(talk, site);
      case 6 -> get(talk, site, "/manual.pdf", 200, "application/pdf", pdf());
      default -> get(talk, site, "/", 200, "text/html", page("Welcome"));
    }
  }

  private static String request(String method, Site site, String path, String more) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: "
        + site.name()
        + "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: */*\r\n"
        + more
        + "\r\n";
  }

  private static String response(int code, Site site, String type, String more) {
    String reason = code == 200 ? "OK" : code == 404 ? "Not Found" : "Created";
    return "HTTP/1.1 "
        + code
        + " "
        + reason
        + "\r\nServer: "
        + site.server()
        + "\r\nContent-Type: "
        + type
        + "\r\n"
        + more
        + "\r\n";
  }

  private static void body(TcpConversation talk, byte[] bytes) {
    for (int from = 0; from < bytes.length; from += SEGMENT) {
      int to = Math.min(bytes.length, from + SEGMENT);
      talk.send(false, java.util.Arrays.copyOfRange(bytes, from, to));
    }
  }

  private static void get(
      TcpConversation talk, Site site, String path, int code, String type, byte[] content) {
    talk.send(true, request("GET", site, path, ""));
    talk.send(false, response(code, site, type, "Content-Length: " + content.length + "\r\n"));
    body(talk, content);
  }

  private static void compressed(TcpConversation talk, Site site) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(page("Compressed"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    talk.send(true, request("GET", site, "/news.html", "Accept-Encoding: gzip\r\n"));
    talk.send(
        false,
        response(
            200,
            site,
            "text/html",
            "Content-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n"));
    body(talk, packed.toByteArray());
  }

  private static void chunked(TcpConversation talk, Site site) {
    talk.send(true, request("GET", site, "/feed.json", ""));
    talk.send(false, response(200, site, "application/json", "Transfer-Encoding: chunked\r\n"));
    talk.send(false, "1a\r\n{\"items\":[1,2,3],\"more\":1,\r\n");
    talk.send(false, "f\r\n\"next\":\"/page2\"\r\n1\r\n}\r\n0\r\n\r\n");
  }

  private static void post(TcpConversation talk, Site site) {
    String form = "name=somebody&department=sales&days=3";
    talk.send(
        true,
        request(
                "POST",
                site,
                "/holiday",
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                    + form.length()
                    + "\r\n")
            + form);
    talk.send(false, response(201, site, "text/plain", "Content-Length: 2\r\n") + "ok");
  }

  private static byte[] page(String title) {
    StringBuilder text =
        new StringBuilder(
            "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head><body>\n");
    for (int i = 0; i < 40; i++) {
      text.append("<p>Paragraph ").append(i).append(" of ").append(title).append(".</p>\n");
    }
    return text.append("</body></html>\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    byte[] header = {'I', 'H', 'D', 'R', 0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0};
    chunk(out, header);
    byte[] pixels = new byte[4 + 2_000 + random.nextInt(6_000)];
    random.nextBytes(pixels);
    System.arraycopy(new byte[] {'I', 'D', 'A', 'T'}, 0, pixels, 0, 4);
    chunk(out, pixels);
    chunk(out, new byte[] {'I', 'E', 'N', 'D'});
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, byte[] typeAndData) {
    CRC32 crc = new CRC32();
    crc.update(typeAndData);
    four(out, typeAndData.length - 4);
    out.writeBytes(typeAndData);
    four(out, (int) crc.getValue());
  }

  private static void four(ByteArrayOutputStream out, int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(value >> shift);
    }
  }

  private static byte[] zip() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry("report.txt");
      entry.setTime(0);
      zip.putNextEntry(entry);
      zip.write(page("Report"));
      zip.closeEntry();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static byte[] pdf() {
    String text =
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + "% filler\n".repeat(400) + "%%EOF\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  // ---- other services

  private void lease(long micros, int host) {
    byte[] mac = {2, 0, 0, 0, 1, (byte) host};
    byte[] address = bytes(address(host));
    byte[] server = bytes(RESOLVER);
    String name = "desk" + host;
    int number = 0x5000 + host;
    dhcp(micros, true, Datagrams.dhcp(DhcpType.DISCOVER, number, mac, address, server, name));
    dhcp(micros + 900, false, Datagrams.dhcp(DhcpType.OFFER, number, mac, address, server, ""));
    dhcp(
        micros + 2_000, true, Datagrams.dhcp(DhcpType.REQUEST, number, mac, address, server, name));
    dhcp(micros + 3_100, false, Datagrams.dhcp(DhcpType.ACK, number, mac, address, server, ""));
    String text = "<30>dhcpd: DHCPACK on " + address(host) + " to " + name;
    udp(micros + 3_400, RESOLVER, 5_140, LOGS, 514, text.getBytes(StandardCharsets.US_ASCII));
  }

  private void dhcp(long micros, boolean fromClient, byte[] message) {
    if (fromClient) {
      udp(micros, "0.0.0.0", 68, "255.255.255.255", 67, message);
    } else {
      udp(micros, RESOLVER, 67, "255.255.255.255", 68, message);
    }
  }

  private void setClock(long micros, String host) {
    int from = nextPort();
    udp(micros, host, from, CLOCK, 123, Datagrams.ntp(3, 0, 0, 0, micros));
    byte[] reply = Datagrams.ntp(4, 2, micros, micros + 350, micros + 360);
    udp(micros + 700, CLOCK, 123, host, from, reply);
  }

  private void sendMail(long micros, int host) {
    String from = "desk" + host + "@office.example";
    String to = "desk" + (host + 1) % HOSTS + "@office.example";
    byte[] attachment = new byte[600 + random.nextInt(3_000)];
    random.nextBytes(attachment);
    List<String> message = Mail.message(from, to, "Figures of desk " + host, attachment);
    TcpConversation talk =
        new TcpConversation(capture, micros, address(host), nextPort(), MAIL, 25);
    talk.handshake();
    Dialogue session =
        host % 4 == 0 ? Mail.chunks(from, to, message) : Mail.smtp(from, to, message);
    session.send(talk, SEGMENT);
    talk.close(true).close(false);
    fetchMail(talk.micros() + 30_000_000, (host + 1) % HOSTS, message);
  }

  private void fetchMail(long micros, int host, List<String> message) {
    TcpConversation talk =
        new TcpConversation(capture, micros, address(host), nextPort(), MAIL, 110);
    talk.handshake();
    Mail.pop3("desk" + host, message).send(talk, SEGMENT);
    talk.close(true).close(false);
  }

  /// A file goes to the file server, over a data channel that the client opens.
  private void upload(long micros, String host) {
    TcpConversation control = new TcpConversation(capture, micros, host, nextPort(), FILES, 21);
    control.handshake();
    int data = 20_000 + random.nextInt(10_000);
    new Dialogue()
        .server("220 Office file server")
        .client("USER scanner")
        .server("331 Password required")
        .client("PASS paper")
        .server("230 Logged in")
        .client("TYPE I")
        .server("200 Type set to I")
        .client("PASV")
        .server("227 Entering Passive Mode (10,20,0,5," + data / 256 + "," + data % 256 + ").")
        .client("STOR scan.png")
        .server("150 Opening data connection")
        .send(control, SEGMENT);
    TcpConversation channel =
        new TcpConversation(capture, control.micros(), host, nextPort(), FILES, data);
    channel.handshake();
    Dialogue file = new Dialogue().client(png());
    file.send(channel, SEGMENT);
    channel.close(true).close(false);
    control.waitMicros(channel.micros() - control.micros());
    new Dialogue()
        .server("226 Transfer complete")
        .client("QUIT")
        .server("221 Goodbye")
        .send(control, SEGMENT);
    control.close(true).close(false);
  }

  private void print(long micros, String host) {
    TcpConversation talk = new TcpConversation(capture, micros, host, nextPort(), PRINTER, 9100);
    talk.handshake();
    byte[] job = new byte[SEGMENT];
    random.nextBytes(job);
    job[0] = 0x1b;
    talk.send(true, job).send(true, job).send(false, new byte[] {6});
    talk.close(true).close(false);
  }

  private void background(long micros, String host) {
    capture.add(
        micros,
        Packets.ethernet().ipv4(host, "10.20.0.1").icmp(8, 0, 0x00010001).payload("ping").build());
    capture.add(
        micros + 400,
        Packets.ethernet().ipv4("10.20.0.1", host).icmp(0, 0, 0x00010001).payload("ping").build());
    udp(
        micros + 2_000_000,
        host,
        nextPort(),
        "239.255.255.250",
        1900,
        "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
  }

  // ---- TLS

  private static void sendInSegments(TcpConversation tcp, boolean fromClient, byte[] bytes) {
    for (int at = 0; at < bytes.length; at += SEGMENT) {
      tcp.send(fromClient, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + SEGMENT)));
    }
  }

  /// TLS to a site: 1.3 with most of them, else 1.2, where certificates can be seen.
  private void browseSecretly(long micros, String host) {
    int which = random.nextInt(SITES.size());
    Site site = SITES.get(which);
    byte[] session = new byte[32];
    random.nextBytes(session);
    TcpConversation tcp =
        new TcpConversation(capture, micros, host, nextPort(), site.address(), 443).handshake();
    if (which % 3 == 0) {
      secretsOf12(tcp, site, session);
    } else {
      secretsOf13(tcp, site, session);
    }
    sendInSegments(tcp, true, Tls.encrypted(Tls.APPLICATION_DATA, 200 + random.nextInt(600)));
    sendInSegments(tcp, false, Tls.encrypted(Tls.APPLICATION_DATA, 1_000 + random.nextInt(9_000)));
    tcp.close(true).close(false);
  }

  private static byte[] hello(Site site, byte[] session, byte[]... more) {
    byte[] rest = Tls.join(more);
    return Tls.handshake(
        Tls.TLS_10,
        Tls.clientHello(
            Tls.TLS_12,
            session,
            Tls.serverName(site.name()),
            Tls.supportedGroups(),
            Tls.pointFormats(),
            Tls.signatureAlgorithms(),
            Tls.applicationProtocols("h2", "http/1.1"),
            rest));
  }

  private static byte[] finished() {
    return Tls.join(Tls.changeCipherSpec(), Tls.encrypted(Tls.HANDSHAKE, 40));
  }

  private static void secretsOf12(TcpConversation tcp, Site site, byte[] session) {
    byte[] own =
        Certificates.of(site.name(), "Example CA")
            .serial(site.name().hashCode() & 0xffffff)
            .hosts(site.name())
            .build();
    byte[] authority = Certificates.of("Example CA", "Example CA").authority(true).build();
    tcp.send(true, hello(site, new byte[0]));
    sendInSegments(
        tcp,
        false,
        Tls.handshake(
            Tls.TLS_12,
            Tls.serverHello(
                Tls.TLS_12,
                Tls.ECDHE_RSA_WITH_AES_128_GCM,
                session,
                Tls.applicationProtocols("h2")),
            Tls.certificates(own, authority),
            Tls.serverKeyExchange(),
            Tls.serverHelloDone()));
    tcp.send(true, Tls.join(Tls.handshake(Tls.TLS_12, Tls.clientKeyExchange()), finished()));
    tcp.send(false, finished());
  }

  private static void secretsOf13(TcpConversation tcp, Site site, byte[] session) {
    tcp.send(true, hello(site, session, Tls.offer13()));
    sendInSegments(tcp, false, Tls.answer13(session, 2_400));
    tcp.send(true, Tls.join(Tls.changeCipherSpec(), Tls.encrypted(Tls.APPLICATION_DATA, 53)));
  }

  // ---- what should not happen

  private void scan(long begin) {
    String scanner = "10.20.1.66";
    String target = "10.20.0.10";
    for (int i = 0; i < 500; i++) {
      long micros = begin + i * 20_000L;
      int to = 1 + i * 2;
      TcpConversation probe = new TcpConversation(capture, micros, scanner, 41_000 + i, target, to);
      if (to == 81 || to == 443) {
        probe.handshake().reset(true);
      } else {
        probe.packet(true, Packets.SYN, 77_000L + i, 0);
        probe.packet(false, Packets.RST | Packets.ACK, 0, 77_001L + i);
      }
    }
  }

  private void hop(long begin) {
    String[] way = {"10.20.1.66", "10.20.1.12", "10.20.1.17", "10.20.1.21", "10.20.0.10"};
    for (int i = 0; i + 1 < way.length; i++) {
      TcpConversation login =
          new TcpConversation(capture, begin + i * 90_000_000L, way[i], nextPort(), way[i + 1], 22);
      login.handshake();
      // The first one guesses; the others know.
      Ssh.login(random, i == 0 ? 4 : 0, true).send(login, SEGMENT);
      login.waitMicros(60_000_000).close(true).close(false);
    }
  }

  /// What was found where the way ended goes to a server outside, whose address is known to be bad.
  private void bringOut(long micros) {
    Site site = new Site("collect.example.net", "203.0.113.66", "nginx");
    TcpConversation talk =
        new TcpConversation(capture, micros, "10.20.0.10", nextPort(), site.address(), 80);
    talk.handshake();
    post(talk, site);
    talk.close(true).close(false);
  }
}
