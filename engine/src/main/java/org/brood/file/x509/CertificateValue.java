package org.brood.file.x509;

import org.brood.format.x509.Certificate;
import org.brood.script.value.Opaque;

/// A certificate in the hands of scripts: `opaque of x509`.
public record CertificateValue(Certificate certificate) implements Opaque {
  @Override
  public String typeName() {
    return "x509";
  }

  @Override
  public String valueName() {
    return "X509Val";
  }
}
