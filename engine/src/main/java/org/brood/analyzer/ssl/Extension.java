package org.brood.analyzer.ssl;

import java.util.List;

/// What is known of the extensions of hellos, by their numbers in the IANA registry.
sealed interface Extension {
  int SERVER_NAME = 0;
  int STATUS_REQUEST = 5;
  int SUPPORTED_GROUPS = 10;
  int EC_POINT_FORMATS = 11;
  int SIGNATURE_ALGORITHMS = 13;
  int APPLICATION_PROTOCOLS = 16;
  int SIGNED_CERTIFICATE_TIMESTAMP = 18;
  int KEY_SHARE_OLD = 40;
  int PRE_SHARED_KEY = 41;
  int SUPPORTED_VERSIONS = 43;
  int PSK_KEY_EXCHANGE_MODES = 45;
  int KEY_SHARE = 51;
  int CONNECTION_ID = 54;

  /// @param unknownTypes the types of names that are no host names
  record ServerName(List<byte[]> hosts, List<Integer> unknownTypes) implements Extension {}

  record SupportedGroups(int[] groups) implements Extension {}

  record PointFormats(int[] formats) implements Extension {}

  /// @param schemes hash and signature algorithm, a byte each
  record SignatureAlgorithms(int[] schemes) implements Extension {}

  record ApplicationProtocols(List<byte[]> names) implements Extension {}

  record Timestamps(List<Timestamp> timestamps) implements Extension {}

  /// @param groups of which the client sends shares, or that the server chose
  record KeyShare(int[] groups) implements Extension {}

  record OfferedKeys(List<Identity> identities, List<byte[]> binders) implements Extension {}

  record SelectedKey(int identity) implements Extension {}

  record SupportedVersions(int[] versions) implements Extension {}

  record KeyExchangeModes(int[] modes) implements Extension {}

  record ConnectionId(byte[] id) implements Extension {}

  /// The status of a certificate, beside it (RFC 8446, section 4.4.2.1).
  record StapledStatus(HandshakeMessage.CertificateStatus status) implements Extension {}

  /// An extension without data, or one that is not looked into.
  record Opaque() implements Extension {}

  /// A signed certificate timestamp (RFC 6962, section 3.2).
  ///
  /// @param millis since 1970
  record Timestamp(
      int version, byte[] logId, long millis, int hash, int algorithm, byte[] signature) {}

  /// A key that both sides had before.
  record Identity(byte[] identity, long obfuscatedAge) {}
}
