package org.brood.format.x509;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/// An extension as it stands in a certificate or an OCSP response.
///
/// @param value the octet string that holds its contents
public record CertificateExtension(String id, boolean isCritical, Der value) {
  public static final String BASIC_CONSTRAINTS = "2.5.29.19";
  public static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  public static final String CERTIFICATE_TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";
  public static final String OCSP_TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.5";

  /// Reads a sequence of extensions into a list; whether it was sound is said by the reader.
  static List<CertificateExtension> parseAll(DerReader in) {
    List<CertificateExtension> all = new ArrayList<>();
    Der list = in.need(Der.SEQUENCE);
    if (list == null) {
      return all;
    }
    DerReader extensions = list.inside();
    while (!extensions.isEmpty()) {
      CertificateExtension one = parse(extensions.need(Der.SEQUENCE));
      if (one == null) {
        extensions.markBroken();
      } else {
        all.add(one);
      }
    }
    if (extensions.isBroken()) {
      in.markBroken();
    }
    return all;
  }

  private static @Nullable CertificateExtension parse(@Nullable Der extension) {
    if (extension == null) {
      return null;
    }
    DerReader in = extension.inside();
    Der id = in.need(Der.OBJECT_ID);
    Der critical = in.take(Der.BOOLEAN);
    Der value = in.need(Der.OCTET_STRING);
    if (id == null || value == null || !id.isObjectId() || !in.isFinished()) {
      return null;
    }
    boolean isCritical = critical != null && critical.length() > 0 && critical.at(0) != 0;
    return new CertificateExtension(id.objectId(), isCritical, value);
  }

  /// The element that the value holds, which must be all of it and have this tag; null otherwise.
  @Nullable Der content(int tag) {
    DerReader in = value.inside();
    Der content = in.need(tag);
    return in.isBroken() ? null : content;
  }

  /// What it says in words, as OpenSSL prints it; where that is not known, the octet string in DER.
  public byte[] text() {
    String words = ExtensionText.of(this);
    return words == null ? value.whole() : words.getBytes(StandardCharsets.ISO_8859_1);
  }
}
