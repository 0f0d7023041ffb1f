package org.brood.format.x509;

import java.nio.charset.StandardCharsets;

/// Whether the name of a host is one of those in a certificate (RFC 6125, section 6.4).
///
/// A wildcard stands at the end of the first label, for that label alone, and not below fewer than
/// two others.
public final class HostNames {
  private HostNames() {}

  /// Whether a host's name is the one in a certificate, which may have a wildcard.
  public static boolean match(String host, String certified) {
    if (host.equals(certified)) {
      return true;
    }
    int wildcard = certified.indexOf('*');
    int dot = certified.indexOf('.');
    int hostDot = host.indexOf('.');
    if (wildcard < 0 || wildcard + 1 != dot || certified.indexOf('.', dot + 1) < 0 || hostDot < 0) {
      return false;
    }
    return host.substring(hostDot).equals(certified.substring(dot))
        && host.startsWith(certified.substring(0, wildcard))
        && wildcard <= host.length();
  }

  /// The name in a certificate that a host's name is; empty if it is none. Where there are other
  /// names, the subject's does not count.
  public static String find(Certificate certificate, String host) {
    CertificateExtension extension =
        certificate.extension(CertificateExtension.SUBJECT_ALTERNATIVE_NAME);
    if (extension == null) {
      String name = certificate.subject().commonName();
      return name != null && match(host, name) ? name : "";
    }
    SubjectAlternativeNames names = SubjectAlternativeNames.of(extension);
    if (names != null) {
      for (GeneralName one : names.names()) {
        if (one.kind() == GeneralName.DNS) {
          String name = new String(one.bytes(), StandardCharsets.ISO_8859_1);
          if (match(host, name)) {
            return name;
          }
        }
      }
    }
    return "";
  }
}
