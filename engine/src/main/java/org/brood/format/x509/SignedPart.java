package org.brood.format.x509;

import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/// What begins everything that is signed: the part that the signature is over, and the signature
/// (RFC 5280, section 4.1).
///
/// @param bytes the part
record SignedPart(Der bytes, Der algorithm, Der signature) {

  /// Reads it; null if it is not there.
  static @Nullable SignedPart read(DerReader in) {
    Der bytes = in.need(Der.SEQUENCE);
    Der algorithm = in.need(Der.SEQUENCE);
    Der signature = in.need(Der.BIT_STRING);
    return bytes == null || algorithm == null || signature == null
        ? null
        : new SignedPart(bytes, algorithm, signature);
  }
}
