package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.brood.testkit.Certificates;
import org.brood.testkit.Dialogue;
import org.brood.testkit.TcpConversation;
import org.brood.testkit.Tls;
import org.junit.jupiter.api.Test;

/// Captures that raise the notices of policies about TLS, each with the row that the policy
/// documents.
class TlsNoticesTest extends NoticeStage {
  private static final int SEGMENT = 1_400;
  private static final int TLS_RSA_WITH_RC4_128_SHA = 5;
  private static final int SSL_30 = 0x0300;

  private static Dialogue tls(int suite, String from, String to) {
    return Dialogues.tls(
        new Dialogue(),
        Tls.serverHello(Tls.TLS_12, suite, new byte[32]),
        Tls.certificates(Certificates.of("a.example", "Example CA").valid(from, to).build()),
        Tls.serverHelloDone());
  }

  private static Dialogue certified(String from, String to) {
    return tls(Tls.ECDHE_RSA_WITH_AES_128_GCM, from, to);
  }

  @Test
  void certificatesOutOfTheirTimeAreTold() throws IOException {
    traffic
        .talk(0, DESK, "10.1.2.1", 443, certified("200101000000Z", "230101000000Z"))
        .talk(10, DESK, "10.1.2.2", 443, certified("240101000000Z", "300101000000Z"))
        .talk(20, DESK, "10.1.2.3", 443, certified("200101000000Z", "231201000000Z"))
        .talk(30, DESK, "10.1.2.4", 443, certified("200101000000Z", "300101000000Z"))
        .talk(40, DESK, OUTSIDE, 443, certified("200101000000Z", "230101000000Z"))
        .talk(50, DESK, "10.1.2.1", 443, certified("200101000000Z", "230101000000Z"));

    // It is November 2023. Servers of the site are looked at, each certificate once a day; less
    // than thirty days before its end one expires soon.
    String name = "Certificate CN=a.example,O=Example ";
    BehaviorRun run = run();
    assertThat(rows(run, "note", "src", "dst", "p", "msg"))
        .containsExactly(
            List.of(
                "SSL::Certificate_Expired",
                DESK,
                "10.1.2.1",
                "443",
                name + "expired at 2023-01-01-00:00:00.000000000"),
            List.of(
                "SSL::Certificate_Not_Valid_Yet",
                DESK,
                "10.1.2.2",
                "443",
                name + "isn't valid until 2024-01-01-00:00:00.000000000"),
            List.of(
                "SSL::Certificate_Expires_Soon",
                DESK,
                "10.1.2.3",
                "443",
                name + "is going to expire at 2023-12-01-00:00:00.000000000"));
    assertThat(run.notices("fuid")).allMatch(id -> id.startsWith("F"));
    assertThat(run.notices("suppress_for")).containsOnly("86400.000000");
  }

  @Test
  void oldVersionsAndWeakCiphersOfTheSiteAreTold() throws IOException {
    Dialogue old =
        new Dialogue()
            .client(Tls.handshake(SSL_30, Tls.clientHello(SSL_30, new byte[0])))
            .server(
                Tls.handshake(
                    SSL_30, Tls.serverHello(SSL_30, 0x2f, new byte[32]), Tls.serverHelloDone()));
    Dialogue weak = tls(TLS_RSA_WITH_RC4_128_SHA, "200101000000Z", "300101000000Z");
    traffic
        .talk(0, DESK, "10.1.2.1", 443, old)
        .talk(10, DESK, "10.1.2.2", 443, weak)
        .talk(20, DESK, OUTSIDE, 443, old)
        .talk(30, DESK, "10.1.2.2", 443, weak);

    // Both are in the server's hello; RC4 is weak by RFC 7465, and what is below TLS 1.0 is old.
    assertThat(rows(run(), "note", "src", "dst", "p", "msg", "sub"))
        .containsExactly(
            List.of(
                "SSL::Old_Version",
                DESK,
                "10.1.2.1",
                "443",
                "Host uses protocol version SSLv3 which is lower than the safe minimum TLSv10",
                "-"),
            List.of(
                "SSL::Weak_Cipher",
                DESK,
                "10.1.2.2",
                "443",
                "Host established connection using unsafe cipher suite TLS_RSA_WITH_RC4_128_SHA",
                "-"));
  }

  /// A session that has lasted for more than a minute.
  private TcpConversation longSession() {
    TcpConversation tcp = traffic.tcp(0, DESK, SERVER, 443).handshake();
    certified("200101000000Z", "300101000000Z").send(tcp, SEGMENT);
    tcp.send(true, Tls.encrypted(Tls.APPLICATION_DATA, 100));
    return tcp.waitMicros(61 * BehaviorTraffic.SECOND);
  }

  @Test
  void heartbeatsWithoutAnswersAreTold() throws IOException {
    TcpConversation tcp = longSession();
    for (int i = 0; i < 6; i++) {
      tcp.send(true, Tls.encrypted(Tls.HEARTBEAT, 64));
    }

    // The fourth is more than three; it is told again after a thousand answers, not before.
    assertThat(rows(run(), "note", "src", "dst", "p", "n", "msg"))
        .containsExactly(
            List.of(
                "Heartbleed::SSL_Heartbeat_Many_Requests",
                DESK,
                SERVER,
                "443",
                "4",
                "More than 3 heartbeat requests without replies from server. Possible attack."
                    + " Client count: 4, server count: 0"));
  }

  @Test
  void answersWithoutRequestsAreToldAndPairsAreNot() throws IOException {
    TcpConversation tcp = longSession();
    for (int i = 0; i < 9; i++) {
      tcp.send(true, Tls.encrypted(Tls.HEARTBEAT, 64));
      tcp.send(false, Tls.encrypted(Tls.HEARTBEAT, 64));
    }
    for (int i = 0; i < 4; i++) {
      tcp.send(false, Tls.encrypted(Tls.HEARTBEAT, 64));
    }

    assertThat(rows(run(), "note", "n", "msg"))
        .containsExactly(
            List.of(
                "Heartbleed::SSL_Heartbeat_Many_Requests",
                "4",
                "Server sending more heartbeat responses than requests seen. Possible attack."
                    + " Client count: 9, server count: 13"));
  }
}
