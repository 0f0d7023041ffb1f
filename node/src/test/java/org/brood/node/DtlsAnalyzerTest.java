package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Capture;
import org.brood.testkit.Packets;
import org.brood.testkit.Tls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// DTLS from packets to events.
class DtlsAnalyzerTest {
  private static final int DTLS_12 = 0xfefd;
  private static final String SCRIPT =
      """
      event zeek_init() { Analyzer::register_for_port(Analyzer::ANALYZER_DTLS, 443/udp); }
      event ssl_client_hello(c: connection, version: count, record_version: count, possible_ts: time, client_random: string,
                             session_id: string, ciphers: index_vec, comp_methods: index_vec)
        { print fmt("client hello %04x %s", version, ciphers); }
      event ssl_handshake_message(c: connection, is_client: bool, msg_type: count, length: count)
        { print fmt("message %s %d %d", is_client, msg_type, length); }
      event ssl_change_cipher_spec(c: connection, is_client: bool) { print fmt("change %s", is_client); }
      event ssl_encrypted_data(c: connection, is_client: bool, record_version: count, content_type: count, length: count)
        { print fmt("encrypted %s %d %d", is_client, content_type, length); }
      event ssl_established(c: connection) { print "established"; }
      event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
        { print fmt("violation %s", info$reason); }
      """;

  @TempDir static Path folder;
  private static CompiledProgram.Loaded program;

  private final Capture capture = new Capture(Capture.ETHERNET);
  private long micros = 1_000_000;

  @BeforeAll
  static void compile() throws IOException {
    Path script = Files.writeString(folder.resolve("events.zeek"), SCRIPT);
    program = EngineRun.program(folder.resolve("cache"), true, List.of(script.toString()), true);
  }

  private DtlsAnalyzerTest send(boolean fromClient, byte[] datagram) {
    return send(4000, fromClient, datagram);
  }

  private DtlsAnalyzerTest send(int port, boolean fromClient, byte[] datagram) {
    capture.add(
        micros += 1000,
        Packets.ethernet()
            .ipv4(fromClient ? "10.0.0.1" : "10.0.0.2", fromClient ? "10.0.0.2" : "10.0.0.1")
            .udp(fromClient ? port : 443, fromClient ? 443 : port)
            .payload(datagram)
            .build());
    return this;
  }

  private List<String> events() throws IOException {
    EngineRun run = EngineRun.of(program, capture, folder);
    assertThat(run.code()).as(run.messages()).isZero();
    return run.output().lines().toList();
  }

  private static byte[] record(int type, int version, int epoch, int number, byte[] contents) {
    return Tls.join(
        Tls.number(type, 1),
        Tls.number(version, 2),
        Tls.number(epoch, 2),
        Tls.number(number, 6),
        Tls.counted(2, contents));
  }

  /// A part of a message, in a record of its own.
  private static byte[] fragment(int number, int message, byte[] whole, int from, int to) {
    return record(
        22,
        DTLS_12,
        0,
        number,
        Tls.join(
            Arrays.copyOf(whole, 4),
            Tls.number(message, 2),
            Tls.number(from, 3),
            Tls.number(to - from, 3),
            Arrays.copyOfRange(whole, 4 + from, 4 + to)));
  }

  private static byte[] hello() {
    byte[] body =
        Tls.join(
            Tls.number(DTLS_12, 2),
            new byte[32],
            Tls.counted(1),
            Tls.counted(1, new byte[20]),
            Tls.counted(2, Tls.shorts(0xc02f)),
            Tls.counted(1, new byte[1]));
    return Tls.message(1, body);
  }

  @Test
  void handshakeEndsWithEncryptedRecordsOfBothSides() throws IOException {
    byte[] hello = hello();
    byte[] change = {1};
    send(true, fragment(0, 0, hello, 0, hello.length - 4));
    send(
        true, Tls.join(record(20, DTLS_12, 0, 1, change), record(22, DTLS_12, 1, 0, new byte[40])));
    send(
        false,
        Tls.join(record(20, DTLS_12, 0, 0, change), record(22, DTLS_12, 1, 0, new byte[40])));

    assertThat(events())
        .containsExactly(
            "client hello fefd [49199]",
            "message T 1 62",
            "change T",
            "encrypted T 22 40",
            "change F",
            "established",
            "encrypted F 22 40");
  }

  @Test
  void fragmentsComeInAnyOrder() throws IOException {
    byte[] hello = hello();
    int length = hello.length - 4;
    send(true, fragment(5, 0, hello, 20, 40));
    send(true, fragment(6, 0, hello, 40, length));
    send(true, fragment(5, 0, hello, 20, 40));
    send(true, fragment(4, 0, hello, 0, 20));

    assertThat(events()).containsExactly("client hello fefd [49199]", "message T 1 62");
  }

  /// Each order of four fragments, in which one after the other comes twice.
  @Test
  void neitherOrderNorRepetitionMatters() throws IOException {
    byte[] hello = hello();
    int[] cuts = {0, 20, 40, 50, hello.length - 4};
    int port = 20_000;
    for (int order = 0; order < 256; order++) {
      int[] of = {order & 3, order >> 2 & 3, order >> 4 & 3, order >> 6};
      if (Arrays.stream(of).distinct().count() == 4) {
        for (int twice = 0; twice < 4; twice++) {
          port++;
          for (int i = 0; i < 4; i++) {
            byte[] part = fragment(4 + of[i], 0, hello, cuts[of[i]], cuts[of[i] + 1]);
            send(port, true, part);
            if (i == twice) {
              send(port, true, part);
            }
          }
        }
      }
    }

    assertThat(port).isEqualTo(20_000 + 24 * 4);
    List<String> one = List.of("client hello fefd [49199]", "message T 1 62");
    assertThat(events())
        .isEqualTo(Collections.nCopies(24 * 4, one).stream().flatMap(List::stream).toList());
  }

  @Test
  void aMessageHas31FragmentsAtMost() throws IOException {
    byte[] hello = hello();
    for (int i = 0; i < 31; i++) {
      send(4001, true, fragment(i, 0, hello, 2 * i, 2 * i + 2));
    }
    for (int i = 0; i < 30; i++) {
      send(4002, true, fragment(i, 0, hello, 2 * i, 2 * i + 2));
    }
    send(4002, true, fragment(30, 0, hello, 60, 61));
    send(4002, true, fragment(31, 0, hello, 61, 62));

    assertThat(events())
        .containsExactly(
            "client hello fefd [49199]",
            "message T 1 62",
            "violation DTLS Message fragmented over more than 30 pieces. Cannot reassemble.");
  }

  @Test
  void fragmentsTooFarApartAreAViolation() throws IOException {
    byte[] hello = hello();
    send(true, fragment(0, 0, hello, 0, 20));
    send(true, fragment(31, 0, hello, 20, 40));
    send(true, fragment(32, 0, hello, 40, 50));

    assertThat(events())
        .containsExactly(
            "violation DTLS handshake fragment sequence number outside reassembly window.");
  }

  @Test
  void fragmentsOfALargeMessageAreAViolation() throws IOException {
    byte[] large = Tls.join(new byte[] {1, 1, (byte) 0x86, (byte) 0xa0}, new byte[20]);
    byte[] tooLarge = Tls.join(new byte[] {1, 1, (byte) 0x86, (byte) 0xa1}, new byte[20]);
    send(true, fragment(0, 1, large, 0, 10));
    send(true, fragment(1, 2, tooLarge, 0, 10));

    assertThat(events())
        .containsExactly("violation DTLS record length 100001 larger than allowed maximum.");
  }

  @Test
  void otherVersionsEndTheUnderstanding() throws IOException {
    byte[] hello = hello();
    for (int i = 0; i < 10; i++) {
      send(true, record(22, 0x0303, 0, i, new byte[4]));
    }
    send(true, fragment(0, 0, hello, 0, hello.length - 4));
    for (int i = 0; i < 11; i++) {
      send(true, record(22, 0x0303, 0, i, new byte[4]));
    }
    send(true, fragment(1, 1, hello, 0, hello.length - 4));

    assertThat(events())
        .containsExactly(
            "client hello fefd [49199]",
            "message T 1 62",
            "violation Invalid version in DTLS connection. Packet reported version: 771");
  }

  @Test
  void brokenDatagramsEnd() throws IOException {
    Random random = new Random(41);
    byte[] hello = hello();
    for (int i = 0; i < 3000; i++) {
      byte[] made = fragment(i % 40, i % 3, hello, 0, 20 + random.nextInt(hello.length - 24));
      for (int k = random.nextInt(4); k > 0; k--) {
        made[random.nextInt(made.length)] = (byte) random.nextInt(256);
      }
      send(random.nextBoolean(), made);
    }

    assertThat(events()).isNotNull();
  }
}
