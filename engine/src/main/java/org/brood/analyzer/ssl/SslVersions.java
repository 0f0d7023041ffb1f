package org.brood.analyzer.ssl;

/// Versions as they stand in records and messages.
final class SslVersions {
  static final int UNKNOWN = 0;
  static final int SSL_20 = 0x0002;
  static final int SSL_30 = 0x0300;
  static final int TLS_10 = 0x0301;
  static final int TLS_11 = 0x0302;
  static final int TLS_12 = 0x0303;
  static final int TLS_13 = 0x0304;
  static final int DTLS_10 = 0xfeff;
  static final int DTLS_12 = 0xfefd;
  static final int DTLS_13 = 0xfefc;

  /// The first byte of the versions of drafts of TLS 1.3.
  private static final int DRAFT = 0x7f;

  private SslVersions() {}

  static boolean isDraft(int version) {
    return version >> 8 == DRAFT;
  }

  /// Whether a hello may have a version.
  static boolean isKnown(int version) {
    return switch (version) {
      case SSL_20, SSL_30, TLS_10, TLS_11, TLS_12, TLS_13, DTLS_10, DTLS_12, DTLS_13 -> true;
      default -> isDraft(version);
    };
  }

  /// Whether a record over TCP may have a version; TLS 1.3 keeps that of TLS 1.2 there.
  static boolean isOfRecord(int version) {
    return version >= SSL_30 && version <= TLS_12;
  }

  static boolean is13(int version) {
    return version == TLS_13 || isDraft(version);
  }

  /// Whether a connection of this version turns to encryption by `change_cipher_spec` alone.
  static boolean isBefore13(int version) {
    return version == SSL_20 || isOfRecord(version);
  }

  /// Whether signatures name their algorithms (RFC 5246, section 4.7).
  static boolean hasSignatureAlgorithms(int version) {
    return version > TLS_11 && version != DTLS_10;
  }
}
