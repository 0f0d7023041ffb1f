package org.brood.cluster.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// Keys and certificates as text (RFC 7468).
final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  static String of(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(der), label);
  }

  static String of(PrivateKey key) {
    return of("PRIVATE KEY", key.getEncoded());
  }

  static String of(List<X509Certificate> chain) throws GeneralSecurityException {
    StringBuilder text = new StringBuilder();
    for (X509Certificate one : chain) {
      text.append(of("CERTIFICATE", one.getEncoded()));
    }
    return text.toString();
  }

  /// @throws IOException if that is no such block
  static byte[] der(String label, String pem) throws IOException {
    String begin = "-----BEGIN " + label + "-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IOException("holds no " + label);
    }
    try {
      return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw new IOException("holds a broken " + label, e);
    }
  }

  static PrivateKey key(String pem) throws IOException {
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(der("PRIVATE KEY", pem)));
    } catch (GeneralSecurityException e) {
      throw new IOException("holds no usable key", e);
    }
  }

  static List<X509Certificate> certificates(String pem) throws IOException {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
          .stream()
          .map(X509Certificate.class::cast)
          .collect(Collectors.toList());
    } catch (GeneralSecurityException e) {
      throw new IOException("holds no usable certificate", e);
    }
  }
}
