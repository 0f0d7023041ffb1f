package org.brood.cluster.trust;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// The TLS of all connections between hosts. Trusted is who shows a certificate of the cluster's
/// own authority that is not expired and whose host is not revoked; names do not matter, for a
/// host's identity is its id and never its address.
///
/// A renewed certificate is taken up by the next connection.
public final class ClusterTls {
  private static final String[] PROTOCOLS = {"TLSv1.3"};

  private final Path folder;
  private final Revocations revocations;
  private final LongAdder refused;
  private volatile Made made;

  /// @param door trusts revoked hosts too, to tell them so
  private record Made(FileTime changed, Identity identity, SSLContext context, SSLContext door) {
    static Made of(FileTime changed, Identity identity, Revocations revocations, LongAdder refused)
        throws IOException {
      return new Made(
          changed,
          identity,
          ClusterTls.context(identity, revocations::contain, refused),
          ClusterTls.context(identity, _ -> false, refused));
    }
  }

  /// Whether the host of a certificate was revoked.
  private interface IsRevoked {
    boolean test(X509Certificate certificate) throws IOException;
  }

  private ClusterTls(Path folder, Revocations revocations, LongAdder refused, Made made) {
    this.folder = folder;
    this.revocations = revocations;
    this.refused = refused;
    this.made = made;
  }

  /// Reads the identity of a folder.
  ///
  /// @throws IOException if there is none or it makes no sense
  public static ClusterTls open(Path folder, Revocations revocations) throws IOException {
    FileTime changed = Files.getLastModifiedTime(Identity.changingFile(folder));
    Identity identity = Identity.read(folder);
    LongAdder refused = new LongAdder();
    return new ClusterTls(
        folder, revocations, refused, Made.of(changed, identity, revocations, refused));
  }

  /// The context for a new connection.
  public SSLContext context() {
    return current().context;
  }

  /// A context for a server that asks once and lives longer than a certificate. A revoked host gets
  /// through: whoever serves must look at [#isRevoked] for each request, and can say so in words.
  public SSLContext doorContext() {
    return new RenewingContext(() -> current().door);
  }

  /// Whether the host of a certificate was revoked.
  ///
  /// @throws IOException if that cannot be known: nobody may be trusted then
  public boolean isRevoked(X509Certificate certificate) throws IOException {
    return revocations.contain(certificate);
  }

  /// Whether a host was revoked.
  ///
  /// @throws IOException if that cannot be known: nobody may be trusted then
  public boolean isRevoked(String hostId) throws IOException {
    return revocations.ids().contains(hostId);
  }

  /// An engine for a connection, which ends when its peer is revoked.
  public SSLEngine engine(String hostname, int port, boolean client) {
    SSLEngine engine = context().createSSLEngine(hostname, port);
    engine.setUseClientMode(client);
    engine.setSSLParameters(parameters());
    return new GuardedEngine(engine, revocations);
  }

  /// The identity that new connections show.
  public Identity identity() {
    return current().identity;
  }

  /// How many peers were refused since the start.
  public long refused() {
    return refused.sum();
  }

  private Made current() {
    Made now = made;
    try {
      FileTime changed = Files.getLastModifiedTime(Identity.changingFile(folder));
      if (!changed.equals(now.changed)) {
        Identity identity = Identity.read(folder);
        now = Made.of(changed, identity, revocations, refused);
        made = now;
      }
    } catch (IOException e) {
      return now; // half a renewal: the old one is good for a while yet
    }
    return now;
  }

  /// TLS 1.3 alone, and on the server's side no peer without a certificate.
  public static SSLParameters parameters() {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setNeedClientAuth(true);
    return parameters;
  }

  /// As [#parameters], but peers that join may come without a certificate.
  public static SSLParameters parametersForJoining() {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setWantClientAuth(true);
    return parameters;
  }

  private static SSLContext context(Identity identity, IsRevoked revoked, LongAdder refused)
      throws IOException {
    try {
      char[] password = {};
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, password);
      keys.setKeyEntry(
          "node", identity.key(), password, identity.chain().toArray(X509Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, password);
      return context(factory, new Members(pathChecker(identity.root()), revoked, refused));
    } catch (GeneralSecurityException e) {
      throw new IOException("the identity cannot be used", e);
    }
  }

  private static SSLContext context(KeyManagerFactory keys, TrustManager trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
    return context;
  }

  private static X509ExtendedTrustManager pathChecker(X509Certificate root)
      throws GeneralSecurityException {
    KeyStore roots = KeyStore.getInstance("PKCS12");
    try {
      roots.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    roots.setCertificateEntry("root", root);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(roots);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  /// The context of a host that joins: it trusts the one authority whose fingerprint its token has,
  /// and shows nothing.
  public static SSLContext joining(byte[] fingerprint) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new ByFingerprint(fingerprint)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /// Trusts members of one cluster.
  private static final class Members extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager paths;
    private final IsRevoked revoked;
    private final LongAdder refused;

    Members(X509ExtendedTrustManager paths, IsRevoked revoked, LongAdder refused) {
      this.paths = paths;
      this.revoked = revoked;
      this.refused = refused;
    }

    private interface Check {
      void run() throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check paths) throws CertificateException {
      try {
        paths.run();
        if (revoked.test(chain[0])) {
          throw new CertificateException(
              "the certificate of " + Identity.nodeId(chain[0]) + " was revoked");
        }
      } catch (IOException e) {
        refused.increment();
        throw new CertificateException("the list of revocations cannot be read", e);
      } catch (CertificateException e) {
        refused.increment();
        throw e;
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain, () -> paths.checkClientTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain, () -> paths.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return paths.getAcceptedIssuers();
    }
  }

  /// Trusts a manager of the authority with this fingerprint. The root itself must come in the
  /// chain.
  private static final class ByFingerprint extends X509ExtendedTrustManager {
    private final byte[] fingerprint;

    ByFingerprint(byte[] fingerprint) {
      this.fingerprint = fingerprint.clone();
    }

    private void check(X509Certificate[] chain, String type) throws CertificateException {
      X509Certificate root = chain[chain.length - 1];
      if (!MessageDigest.isEqual(Authority.fingerprint(root), fingerprint)) {
        throw new CertificateException("the token is of another cluster");
      }
      try {
        pathChecker(root).checkServerTrusted(chain, type);
      } catch (CertificateException e) {
        throw e;
      } catch (GeneralSecurityException e) {
        throw new CertificateException(e);
      }
      if (Identity.kind(chain[0]) != Identity.Kind.MANAGER) {
        throw new CertificateException("that is no manager");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("nobody joins a joining host");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("nobody joins a joining host");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("nobody joins a joining host");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return List.<X509Certificate>of().toArray(X509Certificate[]::new);
    }
  }
}
