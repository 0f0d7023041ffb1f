package org.brood.format.x509;

import java.io.ByteArrayOutputStream;
import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;

/// What a log of certificate transparency signed before there was a certificate: its signed part
/// without the extension that holds the log's timestamps (RFC 6962, section 3.2).
public final class PrecertificateBody {
  private static final int LONG_FORM = 0x80;

  private PrecertificateBody() {}

  /// Makes it from a certificate; empty if that has no such extension.
  public static byte[] of(Certificate certificate) {
    if (certificate.extension(CertificateExtension.CERTIFICATE_TIMESTAMPS) == null) {
      return new byte[0];
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DerReader in = certificate.signed().inside();
    while (!in.isEmpty()) {
      Der field = in.next();
      if (field != null) {
        body.writeBytes(
            field.tag() == Der.constructedField(3) ? withoutTimestamps(field) : field.whole());
      }
    }
    return wrapped(Der.SEQUENCE, body.toByteArray());
  }

  private static byte[] withoutTimestamps(Der field) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    Der list = field.inside().need(Der.SEQUENCE);
    DerReader in = (list == null ? field : list).inside();
    boolean dropped = false;
    while (!in.isEmpty()) {
      Der extension = in.next();
      Der id = extension == null ? null : extension.inside().take(Der.OBJECT_ID);
      boolean isList =
          id != null && id.objectId().equals(CertificateExtension.CERTIFICATE_TIMESTAMPS);
      if (isList && !dropped) {
        dropped = true;
      } else if (extension != null) {
        kept.writeBytes(extension.whole());
      }
    }
    return kept.size() == 0
        ? new byte[0]
        : wrapped(field.tag(), wrapped(Der.SEQUENCE, kept.toByteArray()));
  }

  private static byte[] wrapped(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < LONG_FORM) {
      out.write(content.length);
    } else {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / Byte.SIZE;
      out.write(LONG_FORM | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(content.length >>> i * Byte.SIZE);
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
