package org.brood.analyzer.ssh;

import java.util.List;

/// What is read of packets.
sealed interface SshMessage {

  /// What a side offers (RFC 4253, section 7.1), each list by preference.
  ///
  /// @param cookie 16 random bytes
  /// @param lists the names of algorithms, by [List#get(int)] with the constants of
  ///   [KeyExchangeInit]
  record KeyExchangeInit(byte[] cookie, List<byte[]> lists) implements SshMessage {
    static final int KEY_EXCHANGE = 0;
    static final int HOST_KEY = 1;
    static final int CIPHER_TO_SERVER = 2;
    static final int CIPHER_TO_CLIENT = 3;
    static final int MAC_TO_SERVER = 4;
    static final int MAC_TO_CLIENT = 5;
    static final int COMPRESSION_TO_SERVER = 6;
    static final int COMPRESSION_TO_CLIENT = 7;
    static final int LANGUAGE_TO_SERVER = 8;
    static final int LANGUAGE_TO_CLIENT = 9;
    static final int LISTS = 10;
  }

  /// The client's share of a Diffie-Hellman exchange.
  record DiffieHellmanInit() implements SshMessage {}

  /// The group that a server chooses.
  record Group(byte[] prime, byte[] generator) implements SshMessage {}

  /// A server's host key, with its share of the exchange or alone.
  record HostKey(byte[] key) implements SshMessage {}

  /// The client's public key of an exchange by elliptic curves.
  record CurveInit(byte[] publicKey) implements SshMessage {}

  /// The server's answer to that.
  record CurveReply(byte[] hostKey, byte[] publicKey) implements SshMessage {}

  /// The client's first message of an exchange by GSS.
  record GssInit() implements SshMessage {}

  /// An exchange by GSS failed.
  record GssError(long major, long minor, byte[] message) implements SshMessage {}

  /// The secret of an exchange by RSA.
  record RsaSecret() implements SshMessage {}

  /// From here on, the side encrypts.
  record NewKeys() implements SshMessage {}

  /// The keys of a server of version 1.
  record ServerKeys(byte[] hostExponent, byte[] hostModulus) implements SshMessage {}

  /// A client of version 1 sends the session's key.
  record SessionKey() implements SshMessage {}

  /// Something of which nothing is told.
  record Other() implements SshMessage {}
}
