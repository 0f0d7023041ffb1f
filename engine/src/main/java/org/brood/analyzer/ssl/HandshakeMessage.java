package org.brood.analyzer.ssl;

import java.util.List;

/// What handshake messages say, as far as anybody asks (RFC 8446, section 4; RFC 5246, section
/// 7.4). Extensions are [Extension]s: they are told one by one before the hello that they stand in.
sealed interface HandshakeMessage {
  int HELLO_REQUEST = 0;
  int CLIENT_HELLO = 1;
  int SERVER_HELLO = 2;
  int HELLO_VERIFY_REQUEST = 3;
  int SESSION_TICKET = 4;
  int END_OF_EARLY_DATA = 5;
  int ENCRYPTED_EXTENSIONS = 8;
  int CERTIFICATE = 11;
  int SERVER_KEY_EXCHANGE = 12;
  int CERTIFICATE_REQUEST = 13;
  int SERVER_HELLO_DONE = 14;
  int CERTIFICATE_VERIFY = 15;
  int CLIENT_KEY_EXCHANGE = 16;
  int FINISHED = 20;
  int CERTIFICATE_URL = 21;
  int CERTIFICATE_STATUS = 22;
  int KEY_UPDATE = 24;

  /// @param seconds the first four bytes of the random value, once a time
  /// @param random the others; of SSL 2.0 the challenge
  record ClientHello(
      int version, long seconds, byte[] random, byte[] sessionId, int[] suites, int[] compressions)
      implements HandshakeMessage {}

  /// @param random all 32 bytes; of SSL 2.0 the connection's identifier
  record ServerHello(int version, byte[] random, byte[] sessionId, int suite, int compression)
      implements HandshakeMessage {}

  record SessionTicket(long lifetimeSeconds, byte[] ticket) implements HandshakeMessage {}

  /// @param certificates where each of them lies in the message
  record CertificateChain(List<Part> certificates) implements HandshakeMessage {}

  /// @param type 1 for OCSP
  record CertificateStatus(int type, Part response) implements HandshakeMessage {}

  record CertificateRequest(int[] types, int[] algorithms, List<byte[]> authorities)
      implements HandshakeMessage {}

  /// A server's share of the key, with the signature over it if the suite has one.
  record EcdhParameters(int curve, byte[] point, Signature signature) implements HandshakeMessage {}

  record DhParameters(byte[] prime, byte[] generator, byte[] share, Signature signature)
      implements HandshakeMessage {}

  /// A client's share, or the secret that it encrypted.
  record ClientKey(KeyExchange exchange, byte[] bytes) implements HandshakeMessage {}

  /// A message, or a part, that is not looked into.
  record Opaque() implements HandshakeMessage {}

  /// A signature with the numbers of its algorithms; [#NO_ALGORITHM] before TLS 1.2.
  ///
  /// @param isThere whether there is any
  record Signature(boolean isThere, int hash, int algorithm, byte[] bytes) {
    static final int NO_ALGORITHM = 256;
    static final Signature NONE = new Signature(false, NO_ALGORITHM, NO_ALGORITHM, new byte[0]);
  }

  /// A part of a message.
  ///
  /// @param position where it begins, counted from where the message's cursor was wrapped
  record Part(int position, int length) {}
}
