package org.brood.cluster.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who gets through, and who does not.
class ClusterTlsTest {
  private final Instant now = Instant.now();

  @TempDir private Path folder;
  private Authority authority;
  private Revocations revocations;
  private ClusterTls manager;

  @BeforeEach
  void makeManager() throws IOException {
    authority = Authority.create(folder.resolve("authority"), now);
    authority.identity("m1", Identity.Kind.MANAGER, now).write(folder.resolve("m1"));
    revocations = new Revocations(folder.resolve("revoked"));
    manager = ClusterTls.open(folder.resolve("m1"), revocations);
  }

  private ClusterTls node(String id, Authority from, Instant issued) throws IOException {
    CertificateRequest request = CertificateRequest.create(id);
    request
        .answered(from.issue(request.pem(), id, Identity.Kind.NODE, issued), from.rootPem())
        .write(folder.resolve(id));
    return ClusterTls.open(folder.resolve(id), new Revocations(folder.resolve("none")));
  }

  /// Connects and says one byte each way.
  ///
  /// @return the id that the server saw
  private String talk(SSLContext client) throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (SSLServerSocket server = listen(seen)) {
      try (SSLSocket socket =
          (SSLSocket)
              client
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
        socket.setSSLParameters(ClusterTls.parameters());
        socket.getOutputStream().write(1);
        int answer = socket.getInputStream().read();
        if (answer != 1) {
          throw new IOException("no answer");
        }
      }
      return seen.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /// A manager's socket that serves one client.
  private SSLServerSocket listen(CompletableFuture<String> seen) throws IOException {
    SSLServerSocket server =
        (SSLServerSocket)
            manager
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.setSSLParameters(ClusterTls.parameters());
    Thread.ofVirtual().start(() -> serve(server, seen));
    return server;
  }

  private static void serve(SSLServerSocket server, CompletableFuture<String> seen) {
    try (SSLSocket socket = (SSLSocket) server.accept()) {
      int one = socket.getInputStream().read();
      seen.complete(
          Identity.nodeId((X509Certificate) socket.getSession().getPeerCertificates()[0]));
      OutputStream out = socket.getOutputStream();
      out.write(one);
      out.flush();
    } catch (IOException e) {
      seen.completeExceptionally(e);
    }
  }

  @Test
  void membersOfOneClusterTalkAndKnowEachOther() throws Exception {
    ClusterTls node = node("n1", authority, now);

    assertThat(talk(node.context())).isEqualTo("n1");
    assertThat(node.identity().kind()).isEqualTo(Identity.Kind.NODE);
    assertThat(manager.identity().kind()).isEqualTo(Identity.Kind.MANAGER);
    assertThat(manager.refused()).isZero();
  }

  @Test
  void anotherClustersCertificateIsRefused() throws Exception {
    Authority other = Authority.create(folder.resolve("other"), now);
    ClusterTls foreign = node("n2", other, now);

    assertThatThrownBy(() -> talk(foreign.context())).isInstanceOf(IOException.class);
  }

  @Test
  void aServerRefusesAForeignClientThatTrustsIt() throws Exception {
    SSLContext trusting = ClusterTls.joining(authority.fingerprint());

    assertThatThrownBy(() -> talk(trusting)).isInstanceOf(IOException.class);
  }

  @Test
  void anExpiredCertificateIsRefusedAndCounted() throws Exception {
    ClusterTls old = node("n3", authority, now.minus(Authority.NODE_LIFE).minusSeconds(1));

    assertThatThrownBy(() -> talk(old.context())).isInstanceOf(IOException.class);
    assertThat(manager.refused()).isEqualTo(1);
  }

  @Test
  void aRevokedHostIsRefusedFromThenOn() throws Exception {
    ClusterTls node = node("n4", authority, now);
    assertThat(talk(node.context())).isEqualTo("n4");

    revocations.add(List.of("n4"));

    assertThatThrownBy(() -> talk(node.context())).isInstanceOf(IOException.class);
    assertThat(manager.refused()).isEqualTo(1);
  }

  @Test
  void clearTextIsRefused() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (SSLServerSocket server = listen(seen)) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
        socket
            .getOutputStream()
            .write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(seen::get).isInstanceOf(ExecutionException.class);
      }
    }
  }

  @Test
  void aRenewedCertificateIsTakenUp() throws Exception {
    ClusterTls node = node("n5", authority, now.minus(Duration.ofDays(25)));
    assertThat(node.identity().wantsRenewal(now)).isTrue();

    ClusterTls renewed = node("n5", authority, now);
    assertThat(talk(node.context())).isEqualTo("n5");

    assertThat(renewed.identity().wantsRenewal(now)).isFalse();
    assertThat(node.identity().chain()).isEqualTo(renewed.identity().chain());
  }

  @Test
  void aJoiningHostChecksTheFingerprintOfItsToken() throws Exception {
    byte[] other = Authority.create(folder.resolve("other2"), now).fingerprint();

    assertThatThrownBy(() -> talk(ClusterTls.joining(other)))
        .hasMessageContaining("another cluster");
  }

  @Test
  void keysAreForTheOwnerAlone() throws Exception {
    for (String file : List.of("authority/root.key", "authority/issuing.key", "m1/node.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
          .isEqualTo("rw-------");
    }
  }
}
