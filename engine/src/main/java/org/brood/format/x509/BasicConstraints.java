package org.brood.format.x509;

import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/// Whether a certificate may sign others (RFC 5280, section 4.2.1.9).
///
/// @param pathLength how many may follow, negative if it does not say
public record BasicConstraints(boolean isAuthority, long pathLength) {
  private static final long NOT_SAID = -1;

  /// Reads the extension; null if it is broken.
  public static @Nullable BasicConstraints of(CertificateExtension extension) {
    Der content = extension.content(Der.SEQUENCE);
    if (content == null) {
      return null;
    }
    DerReader in = content.inside();
    Der authority = in.take(Der.BOOLEAN);
    Der length = in.take(Der.INTEGER);
    boolean sound =
        in.isFinished()
            && (authority == null || authority.length() == 1)
            && (length == null || length.isInteger());
    if (!sound) {
      return null;
    }
    return new BasicConstraints(
        authority != null && authority.at(0) != 0,
        length == null ? NOT_SAID : length.integer().intValue() & 0x7fff_ffffL);
  }

  public boolean hasPathLength() {
    return pathLength != NOT_SAID;
  }
}
