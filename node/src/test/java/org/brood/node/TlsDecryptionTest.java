package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Certificates;
import org.brood.testkit.Tls;
import org.brood.testkit.TlsTraffic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connections of TLS 1.3 whose secrets scripts know, from packets to events. The secrets are bytes
/// of one value each.
class TlsDecryptionTest {
  private static final byte[] SESSION = new byte[32];
  private static final byte CLIENT_HANDSHAKE = 1;
  private static final byte SERVER_HANDSHAKE = 2;
  private static final byte CLIENT_DATA = 3;
  private static final byte SERVER_DATA = 4;
  private static final int ENCRYPTED_EXTENSIONS = 8;
  private static final int CERTIFICATE = 11;
  private static final int CERTIFICATE_VERIFY = 15;
  private static final int FINISHED = 20;
  private static final int KEY_UPDATE = 24;

  private static final String SCRIPT =
      """
      @load base/protocols/http
      @load base/files/x509

      global handshake_secrets = T &redef;

      function tell(c: connection, what: string) { print fmt("%d %s", port_to_count(c$id$orig_p), what); }
      function side(is_client: bool): string { return is_client ? "client" : "server"; }
      function secret(digits: string): string
        {
        local all = "";
        while ( |all| < 64 )
          all += digits;
        return hexstr_to_bytestring(all);
        }

      event zeek_init() { Analyzer::register_for_port(Analyzer::ANALYZER_SSL, 443/tcp); }
      event ssl_client_hello(c: connection, version: count, record_version: count, possible_ts: time, client_random: string,
                             session_id: string, ciphers: index_vec, comp_methods: index_vec)
        {
        set_traffic_secret(c, "EXPORTER_SECRET", secret("09"));
        set_traffic_secret(c, "CLIENT_TRAFFIC_SECRET_0", secret("03"));
        set_traffic_secret(c, "SERVER_TRAFFIC_SECRET_0", secret("04"));
        if ( ! handshake_secrets )
          return;
        set_traffic_secret(c, "CLIENT_HANDSHAKE_TRAFFIC_SECRET", secret("01"));
        set_traffic_secret(c, "SERVER_HANDSHAKE_TRAFFIC_SECRET", secret("02"));
        }
      event ssl_extension_application_layer_protocol_negotiation(c: connection, is_client: bool, protocols: string_vec)
        { tell(c, fmt("protocols %s %s", side(is_client), protocols)); }
      event ssl_handshake_message(c: connection, is_client: bool, msg_type: count, length: count)
        { tell(c, fmt("message %s %d", side(is_client), msg_type)); }
      event ssl_alert(c: connection, is_client: bool, level: count, desc: count)
        { tell(c, fmt("alert %s %d %d", side(is_client), level, desc)); }
      event ssl_encrypted_data(c: connection, is_client: bool, record_version: count, content_type: count, length: count)
        { tell(c, fmt("encrypted %s", side(is_client))); }
      event ssl_established(c: connection) { tell(c, "established"); }
      event ssl_stapled_ocsp(c: connection, is_client: bool, response: string) { tell(c, fmt("stapled %d", |response|)); }
      event x509_certificate(f: fa_file, cert_ref: opaque of x509, cert: X509::Certificate)
        {
        for ( _, c in f$conns )
          tell(c, fmt("certificate %s", cert$subject));
        }
      event http_request(c: connection, method: string, original_URI: string, unescaped_URI: string, version: string)
        { tell(c, fmt("request %s %s", method, original_URI)); }
      event http_reply(c: connection, version: string, code: count, reason: string) { tell(c, fmt("reply %d", code)); }
      event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
        { tell(info$c, fmt("violation %s", info$reason)); }
      """;

  @TempDir static Path folder;
  private static CompiledProgram.Loaded program;
  private static CompiledProgram.Loaded withoutHandshake;

  private Talks talks;
  private final TlsTraffic client = new TlsTraffic(secret(CLIENT_HANDSHAKE));
  private final TlsTraffic server = new TlsTraffic(secret(SERVER_HANDSHAKE));

  @BeforeAll
  static void compile() throws IOException {
    Path script = Files.writeString(folder.resolve("events.zeek"), SCRIPT);
    Path other =
        Files.writeString(
            folder.resolve("other.zeek"),
            SCRIPT.replace("handshake_secrets = T", "handshake_secrets = F"));
    Path cache = folder.resolve("cache");
    program = EngineRun.program(cache, true, List.of(script.toString()), true);
    withoutHandshake = EngineRun.program(cache, true, List.of(other.toString()), true);
  }

  @BeforeEach
  void begin() {
    talks = new Talks(program, folder, 443);
  }

  private static byte[] secret(byte value) {
    byte[] made = new byte[32];
    Arrays.fill(made, value);
    return made;
  }

  private static byte[] text(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] clientHello() {
    return Tls.handshake(Tls.TLS_10, Tls.clientHello(Tls.TLS_12, SESSION, Tls.offer13()));
  }

  private static byte[] serverHello() {
    byte[] hello =
        Tls.serverHello(
            Tls.TLS_12, Tls.AES_128_GCM, SESSION, Tls.chosenVersion(Tls.TLS_13), Tls.chosenShare());
    return Tls.join(Tls.handshake(Tls.TLS_12, hello), Tls.changeCipherSpec());
  }

  /// The server's hidden messages, a certificate with its status among them.
  private static byte[] serverMessages() {
    byte[] der = Certificates.of("hidden.example", "Someone").build();
    byte[] response = Certificates.ocspResponse(1, false);
    byte[] status = Tls.join(Tls.number(1, 1), Tls.counted(3, response));
    byte[] entry = Tls.join(Tls.counted(3, der), Tls.counted(2, Tls.extension(5, status)));
    return Tls.join(
        Tls.message(ENCRYPTED_EXTENSIONS, Tls.counted(2, Tls.applicationProtocols("http/1.1"))),
        Tls.message(CERTIFICATE, Tls.join(Tls.counted(1), Tls.counted(3, entry))),
        Tls.message(
            CERTIFICATE_VERIFY, Tls.join(Tls.number(0x0804, 2), Tls.counted(2, new byte[64]))),
        Tls.message(FINISHED, new byte[32]));
  }

  /// All that the server says before data, its messages in two records.
  private byte[] serverFlight() {
    byte[] messages = serverMessages();
    byte[] flight =
        Tls.join(
            serverHello(),
            server.record(Tls.HANDSHAKE, 0, Arrays.copyOf(messages, 100)),
            server.record(Tls.HANDSHAKE, 3, Arrays.copyOfRange(messages, 100, messages.length)));
    server.use(secret(SERVER_DATA));
    return flight;
  }

  private byte[] clientFinished() {
    byte[] finished = client.record(Tls.HANDSHAKE, 0, Tls.message(FINISHED, new byte[32]));
    client.use(secret(CLIENT_DATA));
    return Tls.join(Tls.changeCipherSpec(), finished);
  }

  private byte[] request() {
    return client.record(
        Tls.APPLICATION_DATA, 0, text("GET /hidden HTTP/1.1\nHost: hidden.example\n\n"));
  }

  private byte[] reply() {
    return server.record(Tls.APPLICATION_DATA, 100, text("HTTP/1.1 204 None\n\n"));
  }

  @Test
  void handshakeAndDataAreRead() throws IOException {
    talks
        .begin()
        .send(true, clientHello())
        .send(false, serverFlight())
        .send(true, Tls.join(clientFinished(), request()))
        .send(false, reply())
        .send(true, client.record(Tls.ALERT, 0, (byte) 1, (byte) 0))
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst())
        .containsExactly(
            "message client 1",
            "message server 2",
            "encrypted server",
            "protocols server [http/1.1]",
            "message server 8",
            "encrypted server",
            "stapled " + Certificates.ocspResponse(1, false).length,
            "certificate CN=hidden.example,O=Example",
            "message server 11",
            "message server 15",
            "message server 20",
            "established",
            "encrypted client",
            "message client 20",
            "encrypted client",
            "request GET /hidden",
            "encrypted server",
            "reply 204",
            "encrypted client",
            "alert client 1 0");
  }

  @Test
  void cutsDoNotMatter() throws IOException {
    talks.cutEverywhere(clientHello(), serverFlight());

    assertThat(talks.sameEvents())
        .contains("certificate CN=hidden.example,O=Example", "message server 20");
  }

  @Test
  void keysFollowUpdates() throws IOException {
    byte[] flight = serverFlight();
    byte[] before = server.record(Tls.HANDSHAKE, 0, Tls.message(KEY_UPDATE, (byte) 0));
    server.update();
    byte[] after = server.record(Tls.APPLICATION_DATA, 0, text("HTTP/1.1 200 Fine\n\n"));

    talks
        .begin()
        .send(true, clientHello())
        .send(false, flight)
        .send(true, Tls.join(clientFinished(), request()))
        .send(false, Tls.join(before, after))
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst())
        .endsWith("message server 24", "encrypted server", "reply 200");
  }

  @Test
  void earlyDataIsPassedOver() throws IOException {
    TlsTraffic early = new TlsTraffic(secret((byte) 7));
    talks
        .begin()
        .send(true, clientHello())
        .send(true, early.record(Tls.APPLICATION_DATA, 0, text("GET /early HTTP/1.1\n\n")))
        .send(false, serverFlight())
        .send(true, Tls.join(clientFinished(), request()))
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst())
        .contains("message client 20", "request GET /hidden")
        .doesNotContain("request GET /early");
  }

  @Test
  void dataIsReadWithoutTheSecretsOfTheHandshake() throws IOException {
    talks = new Talks(withoutHandshake, folder, 443);
    talks
        .begin()
        .send(true, clientHello())
        .send(false, serverFlight())
        .send(true, Tls.join(clientFinished(), request()))
        .send(false, reply())
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst())
        .contains("request GET /hidden", "reply 204")
        .doesNotContain("message server 11");
  }

  @Test
  void recordThatWasChangedEndsItsSide() throws IOException {
    byte[] flight = serverFlight();
    byte[] whole = reply();
    byte[] broken = reply();
    broken[20] ^= 1;

    talks
        .begin()
        .send(true, clientHello())
        .send(false, flight)
        .send(true, Tls.join(clientFinished(), request()))
        .send(false, Tls.join(whole, broken, reply()))
        .close(true)
        .close(false);

    List<String> events = talks.events().getFirst();
    assertThat(events).contains("reply 204").filteredOn(e -> e.startsWith("reply")).hasSize(1);
    assertThat(events).noneMatch(e -> e.startsWith("violation"));
  }

  @Test
  void messagesThatAreBrokenAreViolations() throws IOException {
    byte[] flight =
        Tls.join(
            serverHello(),
            server.record(Tls.HANDSHAKE, 0, Tls.message(CERTIFICATE, (byte) 9, (byte) 9)),
            server.record(Tls.HANDSHAKE, 0, Tls.message(77)),
            server.record(99, 0, (byte) 1),
            server.record(0, 20));

    talks.begin().send(true, clientHello()).send(false, flight).close(true).close(false);

    assertThat(talks.events().getFirst())
        .filteredOn(e -> e.startsWith("violation"))
        .hasSize(4)
        .contains(
            "violation unknown handshake message (77) from responder",
            "violation unknown SSL record type (99)",
            "violation SSL record without a type");
  }

  @Test
  void messagesOfAnyBytesHarmNothing() throws IOException {
    Random random = new Random(8446);
    for (int i = 0; i < 500; i++) {
      byte[] messages = serverMessages();
      for (int change = random.nextInt(1, 8); change > 0; change--) {
        messages[random.nextInt(messages.length)] = (byte) random.nextInt();
      }
      TlsTraffic traffic = new TlsTraffic(secret(SERVER_HANDSHAKE));
      byte[] cut = Arrays.copyOf(messages, random.nextInt(1, messages.length));
      byte[] flight = Tls.join(serverHello(), traffic.record(Tls.HANDSHAKE, 0, cut));
      talks.begin().send(true, clientHello()).send(false, flight).close(true).close(false);
    }
    talks.begin().send(true, clientHello()).send(false, serverFlight()).close(true).close(false);

    List<List<String>> events = talks.events();
    assertThat(events).hasSize(501);
    assertThat(events.getLast()).contains("message server 20");
  }
}
