package org.brood.format.x509;

import java.util.List;
import org.brood.format.asn1.Der;
import org.jspecify.annotations.Nullable;

/// The other names of whom a certificate is of.
public record SubjectAlternativeNames(List<GeneralName> names) {

  /// Reads the extension; null if it is broken.
  public static @Nullable SubjectAlternativeNames of(CertificateExtension extension) {
    List<GeneralName> names = GeneralName.parseAll(extension.content(Der.SEQUENCE));
    return names == null ? null : new SubjectAlternativeNames(names);
  }
}
