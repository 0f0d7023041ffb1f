package org.brood.cluster.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/// The cluster's own certificate authority, in a manager's state folder: a root, and below it an
/// intermediate of this manager, which issues.
///
/// The clocks of hosts may differ: each certificate begins [#SKEW] early.
public final class Authority {
  /// How long a host's certificate lives; it is renewed when two thirds are over.
  public static final Duration NODE_LIFE = Duration.ofDays(30);

  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration SKEW = Duration.ofHours(1);
  private static final int SERIAL_BITS = 127;
  private static final String ROOT_KEY = "root.key";
  private static final String ROOT = "root.crt";
  private static final String ISSUING_KEY = "issuing.key";
  private static final String ISSUING = "issuing.crt";

  private final X509Certificate root;
  private final X509Certificate issuing;
  private final PrivateKey issuingKey;

  private Authority(X509Certificate root, X509Certificate issuing, PrivateKey issuingKey) {
    this.root = root;
    this.issuing = issuing;
    this.issuingKey = issuingKey;
  }

  /// Whether there is one in this folder.
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve(ISSUING));
  }

  /// Makes a new one and writes it, readable for the owner alone.
  ///
  /// @throws IOException if there is one already or the folder cannot be written
  public static Authority create(Path folder, Instant now) throws IOException {
    if (exists(folder)) {
      throw new IOException(folder + ": there is an authority already");
    }
    KeyPair rootKeys = CertificateRequest.newKeys();
    KeyPair keys = CertificateRequest.newKeys();
    String random = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
    X500Name rootName = new X500Name("CN=Brood cluster " + random + ",O=Brood");
    X509Certificate root =
        sign(
            rootName,
            rootName,
            rootKeys.getPublic(),
            rootKeys.getPrivate(),
            now,
            AUTHORITY_LIFE,
            new AuthorityUse(1));
    X509Certificate issuing =
        sign(
            rootName,
            new X500Name("CN=Brood manager " + random + ",O=Brood"),
            keys.getPublic(),
            rootKeys.getPrivate(),
            now,
            AUTHORITY_LIFE,
            new AuthorityUse(0));
    try {
      StateFiles.write(folder.resolve(ROOT_KEY), Pem.of(rootKeys.getPrivate()));
      StateFiles.write(folder.resolve(ROOT), Pem.of(List.of(root)));
      StateFiles.write(folder.resolve(ISSUING_KEY), Pem.of(keys.getPrivate()));
      StateFiles.write(folder.resolve(ISSUING), Pem.of(List.of(issuing)));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot write the authority", e);
    }
    return new Authority(root, issuing, keys.getPrivate());
  }

  /// Reads the one of this folder.
  ///
  /// @throws IOException if it is not there or makes no sense
  public static Authority read(Path folder) throws IOException {
    return new Authority(
        Pem.certificates(Files.readString(folder.resolve(ROOT))).getFirst(),
        Pem.certificates(Files.readString(folder.resolve(ISSUING))).getFirst(),
        Pem.key(Files.readString(folder.resolve(ISSUING_KEY))));
  }

  /// What a certificate is for.
  private sealed interface Use {}

  /// @param below how many authorities may stand below this one
  private record AuthorityUse(int below) implements Use {}

  private record NodeUse(String nodeId) implements Use {}

  /// A certificate for a host and those above it.
  ///
  /// @param requestPem the request; its key counts, its name does not
  /// @throws IOException if the request makes no sense or was not signed with its own key
  public String issue(String requestPem, String nodeId, Identity.Kind kind, Instant now)
      throws IOException {
    try {
      JcaPKCS10CertificationRequest request =
          new JcaPKCS10CertificationRequest(Pem.der("CERTIFICATE REQUEST", requestPem));
      PublicKey key = request.getPublicKey();
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new IOException("the request was signed with another key");
      }
      return Pem.of(List.of(certificate(key, nodeId, kind, now, NODE_LIFE), issuing));
    } catch (GeneralSecurityException | OperatorCreationException | PKCSException e) {
      throw new IOException("the request makes no sense", e);
    }
  }

  X509Certificate certificate(
      PublicKey key, String nodeId, Identity.Kind kind, Instant now, Duration life)
      throws IOException {
    return sign(
        X500Name.getInstance(issuing.getSubjectX500Principal().getEncoded()),
        new X500Name("CN=" + nodeId + ",OU=" + kind + ",O=Brood"),
        key,
        issuingKey,
        now,
        life,
        new NodeUse(nodeId));
  }

  /// An identity for a host that has this folder, the manager. Its chain holds the root too, which
  /// a joining host compares with its token.
  public Identity identity(String nodeId, Identity.Kind kind, Instant now) throws IOException {
    KeyPair keys = CertificateRequest.newKeys();
    return new Identity(
        keys.getPrivate(),
        List.of(certificate(keys.getPublic(), nodeId, kind, now, NODE_LIFE), issuing, root),
        root);
  }

  /// The root as text.
  public String rootPem() throws IOException {
    try {
      return Pem.of(List.of(root));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot write the root", e);
    }
  }

  /// SHA-256 over the root, by which a joining host knows it.
  public byte[] fingerprint() {
    return fingerprint(root);
  }

  static byte[] fingerprint(X509Certificate certificate) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static X509Certificate sign(
      X500Name issuer,
      X500Name subject,
      PublicKey key,
      PrivateKey issuerKey,
      Instant now,
      Duration life,
      Use use)
      throws IOException {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
            Date.from(now.minus(SKEW)),
            Date.from(now.plus(life)),
            subject,
            key);
    switch (use) {
      case AuthorityUse(int below) -> {
        add(builder, Extension.basicConstraints, new BasicConstraints(below));
        add(builder, Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      }
      case NodeUse(String nodeId) -> {
        add(builder, Extension.basicConstraints, new BasicConstraints(false));
        add(builder, Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature));
        add(
            builder,
            Extension.extendedKeyUsage,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
        add(
            builder,
            Extension.subjectAlternativeName,
            new GeneralNames(new GeneralName(GeneralName.dNSName, nodeId + ".brood")));
      }
    }
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(CertificateRequest.SIGNATURE).build(issuerKey)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("cannot sign a certificate", e);
    }
  }

  private static void add(
      JcaX509v3CertificateBuilder builder, ASN1ObjectIdentifier name, ASN1Encodable value)
      throws IOException {
    builder.addExtension(name, true, value);
  }
}
