package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Tls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS from packets to events: each conversation is one connection of a capture, told apart by its
/// port.
class SslAnalyzerTest {
  private static final byte[] SESSION = new byte[32];
  private static final byte[] NO_SESSION = new byte[0];

  private static final String SCRIPT =
      """
      function tell(c: connection, what: string) { print fmt("%d %s", port_to_count(c$id$orig_p), what); }
      function side(is_client: bool): string { return is_client ? "client" : "server"; }

      event zeek_init() { Analyzer::register_for_port(Analyzer::ANALYZER_SSL, 443/tcp); }
      event ssl_client_hello(c: connection, version: count, record_version: count, possible_ts: time, client_random: string,
                             session_id: string, ciphers: index_vec, comp_methods: index_vec)
        { tell(c, fmt("client hello %04x %04x %s %s", version, record_version, ciphers, comp_methods)); }
      event ssl_server_hello(c: connection, version: count, record_version: count, possible_ts: time, server_random: string,
                             session_id: string, cipher: count, comp_method: count)
        { tell(c, fmt("server hello %04x %04x %04x", version, record_version, cipher)); }
      event ssl_extension(c: connection, is_client: bool, code: count, val: string)
        { tell(c, fmt("extension %s %d %d", side(is_client), code, |val|)); }
      event ssl_extension_server_name(c: connection, is_client: bool, names: string_vec)
        { tell(c, fmt("names %s %s", side(is_client), names)); }
      event ssl_extension_application_layer_protocol_negotiation(c: connection, is_client: bool, protocols: string_vec)
        { tell(c, fmt("protocols %s %s", side(is_client), protocols)); }
      event ssl_extension_supported_versions(c: connection, is_client: bool, versions: index_vec)
        { tell(c, fmt("versions %s %s", side(is_client), versions)); }
      event ssl_extension_key_share(c: connection, is_client: bool, curves: index_vec)
        { tell(c, fmt("shares %s %s", side(is_client), curves)); }
      event ssl_ecdh_server_params(c: connection, curve: count, point: string) { tell(c, fmt("curve %d %d", curve, |point|)); }
      event ssl_server_signature(c: connection, signature_and_hashalgorithm: SSL::SignatureAndHashAlgorithm, signature: string)
        { tell(c, fmt("signature %s %d", signature_and_hashalgorithm, |signature|)); }
      event ssl_ecdh_client_params(c: connection, point: string) { tell(c, fmt("point %d", |point|)); }
      event ssl_handshake_message(c: connection, is_client: bool, msg_type: count, length: count)
        { tell(c, fmt("message %s %d %d", side(is_client), msg_type, length)); }
      event ssl_change_cipher_spec(c: connection, is_client: bool) { tell(c, fmt("change %s", side(is_client))); }
      event ssl_alert(c: connection, is_client: bool, level: count, desc: count)
        { tell(c, fmt("alert %s %d %d", side(is_client), level, desc)); }
      event ssl_heartbeat(c: connection, is_client: bool, length: count, heartbeat_type: count, payload_length: count, payload: string)
        { tell(c, fmt("heartbeat %s %d %d %d %d", side(is_client), length, heartbeat_type, payload_length, |payload|)); }
      event ssl_plaintext_data(c: connection, is_client: bool, record_version: count, content_type: count, length: count)
        { tell(c, fmt("plain %s %d %d", side(is_client), content_type, length)); }
      event ssl_encrypted_data(c: connection, is_client: bool, record_version: count, content_type: count, length: count)
        { tell(c, fmt("encrypted %s %d %d", side(is_client), content_type, length)); }
      event ssl_probable_encrypted_handshake_message(c: connection, is_client: bool, length: count)
        { tell(c, fmt("hidden %s %d", side(is_client), length)); }
      event ssl_established(c: connection) { tell(c, "established"); }
      event ssl_connection_flipped(c: connection) { tell(c, "flipped"); }
      event file_over_new_connection(f: fa_file, c: connection, is_orig: bool)
        { tell(c, fmt("file %s %s", f$source, side(is_orig))); }
      event conn_weird(name: string, c: connection, addl: string, source: string) { tell(c, fmt("weird %s %s", name, addl)); }
      event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo)
        { tell(info$c, fmt("confirmed %s", atype)); }
      event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
        { tell(info$c, fmt("violation %s", info$reason)); }
      event connection_state_remove(c: connection) { tell(c, "end"); }
      """;

  @TempDir static Path folder;
  private static CompiledProgram.Loaded program;

  private Talks talks;

  @BeforeAll
  static void compile() throws IOException {
    Path script = Files.writeString(folder.resolve("events.zeek"), SCRIPT);
    program = EngineRun.program(folder.resolve("cache"), true, List.of(script.toString()), true);
  }

  @BeforeEach
  void begin() {
    talks = new Talks(program, folder, 443);
  }

  // ---- TLS 1.2

  private static byte[] hello12() {
    return Tls.handshake(
        Tls.TLS_10,
        Tls.clientHello(
            Tls.TLS_12,
            NO_SESSION,
            Tls.serverName("a.example"),
            Tls.supportedGroups(),
            Tls.signatureAlgorithms(),
            Tls.applicationProtocols("h2", "http/1.1")));
  }

  /// Messages of which the second begins in one record and ends in the next.
  private static byte[] answer12() {
    byte[] messages =
        Tls.join(
            Tls.serverHello(
                Tls.TLS_12,
                Tls.ECDHE_RSA_WITH_AES_128_GCM,
                SESSION,
                Tls.applicationProtocols("h2")),
            Tls.certificates(new byte[40], new byte[30]),
            Tls.serverKeyExchange(),
            Tls.serverHelloDone());
    return Tls.join(
        Tls.record(Tls.HANDSHAKE, Tls.TLS_12, Arrays.copyOf(messages, 120)),
        Tls.record(Tls.HANDSHAKE, Tls.TLS_12, Arrays.copyOfRange(messages, 120, messages.length)));
  }

  private static byte[] clientEnd12() {
    return Tls.join(
        Tls.handshake(Tls.TLS_12, Tls.clientKeyExchange()),
        Tls.changeCipherSpec(),
        Tls.encrypted(Tls.HANDSHAKE, 40));
  }

  private static byte[] serverEnd12() {
    return Tls.join(
        Tls.changeCipherSpec(),
        Tls.encrypted(Tls.HANDSHAKE, 40),
        Tls.encrypted(Tls.APPLICATION_DATA, 100));
  }

  @Test
  void handshakeOfTls12IsTold() throws IOException {
    talks
        .begin()
        .send(true, hello12())
        .send(false, answer12())
        .send(true, clientEnd12())
        .send(false, serverEnd12())
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst())
        .containsExactly(
            "names client [a.example]",
            "extension client 0 14",
            "extension client 10 6",
            "extension client 13 8",
            "protocols client [h2, http/1.1]",
            "extension client 16 14",
            "confirmed Analyzer::ANALYZER_SSL",
            "client hello 0303 0301 [4865, 49199, 47] [0]",
            "message client 1 105",
            "plain client 22 109",
            "protocols server [h2]",
            "extension server 16 5",
            "server hello 0303 0303 c02f",
            "message server 2 81",
            "plain server 22 120",
            "file SSL server",
            "file SSL server",
            "message server 11 79",
            "curve 23 65",
            "signature [HashAlgorithm=4, SignatureAlgorithm=1] 256",
            "message server 12 329",
            "message server 14 0",
            "plain server 22 385",
            "point 66",
            "message client 16 66",
            "plain client 22 70",
            "change client",
            "plain client 20 1",
            "encrypted client 22 40",
            "change server",
            "plain server 20 1",
            "established",
            "encrypted server 22 40",
            "encrypted server 23 100",
            "end");
  }

  @Test
  void cutsDoNotMatter() throws IOException {
    talks.cutEverywhere(hello12(), answer12());

    List<String> whole = talks.sameEvents();
    assertThat(whole).contains("server hello 0303 0303 c02f", "message server 14 0");
  }

  // ---- other versions

  @Test
  void tls13IsEstablishedByTheFirstDataOfBothSides() throws IOException {
    talks
        .begin()
        .send(true, Tls.handshake(Tls.TLS_10, Tls.clientHello(Tls.TLS_12, SESSION, Tls.offer13())))
        .send(false, Tls.answer13(SESSION, 60))
        .send(true, Tls.join(Tls.changeCipherSpec(), Tls.encrypted(Tls.APPLICATION_DATA, 53)))
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst())
        .containsSubsequence(
            "versions client [772, 771]",
            "shares client [29]",
            "client hello 0303 0301 [4865, 49199, 47] [0]",
            "versions server [772]",
            "shares server [29]",
            "server hello 0303 0303 1301",
            "change server",
            "hidden server 60",
            "encrypted server 23 60",
            "change client",
            "hidden client 53",
            "established",
            "encrypted client 23 53");
  }

  @Test
  void oldHelloLeadsToTls() throws IOException {
    byte[] body =
        Tls.join(
            Tls.number(1, 1),
            Tls.shorts(Tls.TLS_10, 6, 0, 16),
            Tls.number(0x000004, 3),
            Tls.number(0x010080, 3),
            new byte[16]);
    talks
        .begin()
        .send(true, Tls.join(Tls.number(0x8000 | body.length, 2), body))
        .send(false, Tls.handshake(Tls.TLS_10, Tls.serverHello(Tls.TLS_10, 4, SESSION)))
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst())
        .containsExactly(
            "confirmed Analyzer::ANALYZER_SSL",
            "client hello 0301 0000 [4, 65664] []",
            "plain client 301 28",
            "server hello 0301 0301 0004",
            "message server 2 72",
            "plain server 22 76",
            "end");
  }

  @Test
  void serverOfTheConnectionMayBeTheClient() throws IOException {
    talks.begin().send(false, hello12()).send(true, answer12()).close(true).close(false);

    assertThat(talks.events().getFirst())
        .startsWith("flipped", "names client [a.example]")
        .contains("message server 14 0");
  }

  // ---- what is not as it should be

  @Test
  void excessOfAlertsIsCut() throws IOException {
    talks
        .begin()
        .send(true, hello12())
        .send(false, Tls.record(Tls.ALERT, Tls.TLS_12, new byte[20]))
        .close(true)
        .close(false);
    talks
        .begin()
        .send(true, hello12())
        .send(false, Tls.record(Tls.ALERT, Tls.TLS_12, new byte[22]))
        .close(true)
        .close(false);

    List<List<String>> all = talks.events();

    assertThat(all.get(0)).filteredOn(e -> e.startsWith("alert")).hasSize(10);
    assertThat(all.get(0)).noneMatch(e -> e.startsWith("weird"));
    assertThat(all.get(1)).filteredOn(e -> e.startsWith("alert")).hasSize(10);
    assertThat(all.get(1)).contains("weird SSL_excessive_alerts_in_record 11");
  }

  @Test
  void excessOfCertificatesIsCut() throws IOException {
    for (int count : new int[] {256, 257}) {
      byte[][] all = new byte[count][];
      Arrays.fill(all, new byte[8]);
      talks
          .begin()
          .send(false, Tls.handshake(Tls.TLS_12, Tls.certificates(all)))
          .close(true)
          .close(false);
    }

    List<List<String>> all = talks.events();

    assertThat(all.get(0)).filteredOn(e -> e.startsWith("file")).hasSize(256);
    assertThat(all.get(0)).noneMatch(e -> e.startsWith("weird"));
    assertThat(all.get(1)).filteredOn(e -> e.startsWith("file")).hasSize(256);
    assertThat(all.get(1)).contains("weird SSL_too_many_certificates 257");
  }

  @Test
  void messageOfMoreThanAMegabyteIsAViolation() throws IOException {
    talks
        .begin()
        .send(true, Tls.record(Tls.HANDSHAKE, Tls.TLS_12, new byte[] {15, 0x10, 0, 0, 0}))
        .close(true)
        .close(false);
    talks
        .begin()
        .send(true, Tls.record(Tls.HANDSHAKE, Tls.TLS_12, new byte[] {15, 0x10, 0, 1, 0}))
        .close(true)
        .close(false);

    assertThat(talks.events())
        .containsExactly(
            List.of("plain client 22 5", "end"),
            List.of("violation handshake message of 1048577 bytes", "plain client 22 5", "end"));
  }

  @Test
  void whatIsNoTlsIsAViolation() throws IOException {
    talks.begin().send(true, "GET / HTTP/1.1\r\n").close(true).close(false);
    talks.begin().send(true, hello12()).send(true, "\u0016abcd").close(true).close(false);
    talks
        .begin()
        .send(true, Tls.handshake(Tls.TLS_12, Tls.message(77, (byte) 1)))
        .close(true)
        .close(false);

    List<List<String>> all = talks.events();

    assertThat(all.get(0))
        .containsExactly("violation Invalid version in TLS connection. Version: 17748", "end");
    assertThat(all.get(1))
        .contains(
            "violation Invalid version late in TLS connection. Packet reported version: 24930");
    assertThat(all.get(2))
        .containsExactly(
            "violation unknown handshake message (77) from originator",
            "message client 77 1",
            "plain client 22 5",
            "end");
  }

  @Test
  void gapEndsTheUnderstanding() throws IOException {
    talks
        .begin()
        .send(true, hello12())
        .lose(false, 10)
        .send(false, answer12())
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst()).noneMatch(event -> event.startsWith("server hello"));
  }

  @Test
  void heartbeatIsTold() throws IOException {
    talks
        .begin()
        .send(
            true,
            Tls.join(hello12(), Tls.record(Tls.HEARTBEAT, Tls.TLS_12, new byte[] {1, 0x40, 0, 7})))
        .close(true)
        .close(false);

    assertThat(talks.events().getFirst()).contains("heartbeat client 4 1 16384 1");
  }

  @Test
  void brokenConversationsEnd() throws IOException {
    Random random = new Random(23);
    for (int round = 0; round < 300; round++) {
      talks
          .begin()
          .send(true, broken(random, hello12()))
          .send(false, broken(random, answer12()))
          .send(true, broken(random, clientEnd12()))
          .close(true)
          .close(false);
    }

    assertThat(talks.events())
        .hasSize(talks.count())
        .allSatisfy(one -> assertThat(one).last().isEqualTo("end"));
  }

  private static byte[] broken(Random random, byte[] sound) {
    byte[] made = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
    for (int i = random.nextInt(8); i > 0; i--) {
      made[random.nextInt(made.length)] = (byte) random.nextInt(256);
    }
    return made;
  }
}
