package org.brood.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.brood.testkit.Certificates;

/// A certificate for `localhost` that signs itself, and servers' TLS with it.
record TestKeys(KeyPair keys, byte[] certificate) {
  static TestKeys make() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    KeyPair keys = generator.generateKeyPair();
    byte[] certificate =
        Certificates.of("localhost", "localhost")
            .valid("200101000000Z", "490101000000Z")
            .key(keys.getPublic().getEncoded())
            .signedBy(keys.getPrivate())
            .authority(true)
            .hosts("localhost")
            .build();
    return new TestKeys(keys, certificate);
  }

  /// Writes the certificate for clients.
  String pem(Path folder) throws IOException {
    String text =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate)
            + "\n-----END CERTIFICATE-----\n";
    return Files.writeString(folder.resolve("ca.pem"), text, StandardCharsets.US_ASCII).toString();
  }

  SSLContext server() throws GeneralSecurityException, IOException {
    Certificate own =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new java.io.ByteArrayInputStream(certificate));
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry("own", keys.getPrivate(), new char[0], new Certificate[] {own});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
