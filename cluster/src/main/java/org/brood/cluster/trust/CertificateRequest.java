package org.brood.cluster.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// A new key of a host and its request for a certificate (PKCS #10, RFC 2986).
public final class CertificateRequest {
  static final String SIGNATURE = "SHA256withECDSA";

  private final KeyPair keys;
  private final String pem;

  private CertificateRequest(KeyPair keys, String pem) {
    this.keys = keys;
    this.pem = pem;
  }

  static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no P-256", e);
    }
  }

  /// Makes a key and a request.
  public static CertificateRequest create(String nodeId) {
    KeyPair keys = newKeys();
    try {
      byte[] request =
          new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + nodeId), keys.getPublic())
              .build(new JcaContentSignerBuilder(SIGNATURE).build(keys.getPrivate()))
              .getEncoded();
      return new CertificateRequest(keys, Pem.of("CERTIFICATE REQUEST", request));
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("cannot make a certificate request", e);
    }
  }

  /// The request as text.
  public String pem() {
    return pem;
  }

  /// The identity that the answer makes.
  ///
  /// @param chainPem own certificate first
  /// @throws IOException if the answer makes no sense or is for another key
  public Identity answered(String chainPem, String rootPem) throws IOException {
    List<X509Certificate> chain = Pem.certificates(chainPem);
    List<X509Certificate> roots = Pem.certificates(rootPem);
    if (chain.isEmpty() || roots.isEmpty()) {
      throw new IOException("the answer holds no certificate");
    }
    if (!chain.getFirst().getPublicKey().equals(keys.getPublic())) {
      throw new IOException("the certificate is for another key");
    }
    return new Identity(keys.getPrivate(), chain, roots.getFirst());
  }
}
