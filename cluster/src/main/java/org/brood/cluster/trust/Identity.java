package org.brood.cluster.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a host proves itself with: its key, its certificate with those above it, and the root that
/// it trusts.
///
/// @param chain own certificate first
public record Identity(PrivateKey key, List<X509Certificate> chain, X509Certificate root) {
  private static final String KEY = "node.key";
  private static final String CHAIN = "node.crt";
  private static final String ROOT = "ca.crt";

  /// What a certificate allows.
  public enum Kind {
    /// Leads the cluster, changes it, and issues certificates.
    MANAGER,
    /// Does its part and asks how things are.
    NODE,
    /// Plays no part, but may change the cluster.
    ADMIN
  }

  /// Whether there is one in this folder.
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve(CHAIN));
  }

  /// Reads it from the files `node.key`, `node.crt` and `ca.crt`.
  ///
  /// @throws IOException if one is missing or makes no sense
  public static Identity read(Path folder) throws IOException {
    List<X509Certificate> chain = Pem.certificates(Files.readString(folder.resolve(CHAIN)));
    List<X509Certificate> roots = Pem.certificates(Files.readString(folder.resolve(ROOT)));
    if (chain.isEmpty() || roots.isEmpty()) {
      throw new IOException(folder + ": holds no certificate");
    }
    return new Identity(Pem.key(Files.readString(folder.resolve(KEY))), chain, roots.getFirst());
  }

  /// Writes it; the certificate comes last, for it says that all is there.
  public void write(Path folder) throws IOException {
    try {
      StateFiles.write(folder.resolve(ROOT), Pem.of(List.of(root)));
      StateFiles.write(folder.resolve(KEY), Pem.of(key));
      StateFiles.write(folder.resolve(CHAIN), Pem.of(chain));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot write the identity", e);
    }
  }

  /// The file whose change says that there is a new identity.
  static Path changingFile(Path folder) {
    return folder.resolve(CHAIN);
  }

  /// The random id of the host, which never changes.
  public String nodeId() {
    return nodeId(chain.getFirst());
  }

  /// What the own certificate allows.
  public Kind kind() {
    return kind(chain.getFirst());
  }

  /// What a certificate allows.
  public static Kind kind(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    for (Kind kind : Kind.values()) {
      if (List.of(subject.split(",", -1)).contains("OU=" + kind)) {
        return kind;
      }
    }
    return Kind.NODE;
  }

  /// The id of the host that a certificate is for, empty if it names none.
  public static String nodeId(X509Certificate certificate) {
    for (String part : certificate.getSubjectX500Principal().getName().split(",", -1)) {
      if (part.startsWith("CN=")) {
        return part.substring("CN=".length());
      }
    }
    return "";
  }

  /// Whether two thirds of the certificate's life are over.
  public boolean wantsRenewal(Instant now) {
    Instant from = chain.getFirst().getNotBefore().toInstant();
    Instant to = chain.getFirst().getNotAfter().toInstant();
    Duration life = Duration.between(from, to);
    return now.isAfter(from.plus(life.multipliedBy(2).dividedBy(3)));
  }
}
