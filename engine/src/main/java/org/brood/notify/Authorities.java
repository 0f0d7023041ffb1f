package org.brood.notify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Whom TLS trusts: the authorities that Java comes with, or those in a file.
public final class Authorities {
  private Authorities() {}

  /// TLS that trusts those in a file alone.
  ///
  /// @param file certificates in PEM
  /// @throws IOException in one line, if it holds none
  public static SSLContext of(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + store.size(), one);
      }
      if (store.size() == 0) {
        throw new IOException(file + ": no certificates in PEM");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": no certificates in PEM", e);
    }
  }

  /// @param file certificates in PEM; empty for those that Java comes with
  /// @throws Parcel.Refused if the file holds none
  static SSLContext of(String file) throws Parcel.Refused {
    try {
      return file.isEmpty() ? SSLContext.getDefault() : of(Path.of(file));
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw new Parcel.Refused("authorities: " + e.getMessage());
    }
  }
}
