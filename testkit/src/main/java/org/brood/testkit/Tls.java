package org.brood.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Records and messages of TLS (RFC 5246, RFC 8446), without any cryptography: what is encrypted is
/// made up.
public final class Tls {
  public static final int CHANGE_CIPHER_SPEC = 20;
  public static final int ALERT = 21;
  public static final int HANDSHAKE = 22;
  public static final int APPLICATION_DATA = 23;
  public static final int HEARTBEAT = 24;

  public static final int TLS_10 = 0x0301;
  public static final int TLS_12 = 0x0303;
  public static final int TLS_13 = 0x0304;

  public static final int ECDHE_RSA_WITH_AES_128_GCM = 0xc02f;
  public static final int AES_128_GCM = 0x1301;

  private static final int NAMED_CURVE = 3;
  private static final int SECP256R1 = 23;
  private static final int X25519 = 29;
  private static final int RANDOM = 32;

  private Tls() {}

  /// Parts behind one another.
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /// A number in so many bytes.
  public static byte[] number(long value, int bytes) {
    byte[] made = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      made[i] = (byte) (value >>> Byte.SIZE * (bytes - 1 - i));
    }
    return made;
  }

  /// Contents with their length before them, in so many bytes.
  public static byte[] counted(int lengthBytes, byte[]... contents) {
    byte[] all = join(contents);
    return join(number(all.length, lengthBytes), all);
  }

  /// Numbers of two bytes.
  public static byte[] shorts(int... values) {
    byte[][] parts = new byte[values.length][];
    for (int i = 0; i < values.length; i++) {
      parts[i] = number(values[i], 2);
    }
    return join(parts);
  }

  public static byte[] record(int type, int version, byte... contents) {
    return join(number(type, 1), number(version, 2), counted(2, contents));
  }

  public static byte[] message(int type, byte... body) {
    return join(number(type, 1), counted(3, body));
  }

  public static byte[] extension(int type, byte... data) {
    return join(number(type, 2), counted(2, data));
  }

  private static byte[] bytes(int first, int count) {
    byte[] made = new byte[count];
    Arrays.fill(made, (byte) first);
    return made;
  }

  // ---- extensions

  public static byte[] serverName(String host) {
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    return extension(0, counted(2, number(0, 1), counted(2, name)));
  }

  public static byte[] supportedGroups() {
    return extension(10, counted(2, shorts(X25519, SECP256R1)));
  }

  public static byte[] pointFormats() {
    return extension(11, counted(1, number(0, 1)));
  }

  public static byte[] signatureAlgorithms() {
    return extension(13, counted(2, shorts(0x0403, 0x0804, 0x0401)));
  }

  public static byte[] applicationProtocols(String... names) {
    byte[][] all = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      all[i] = counted(1, names[i].getBytes(StandardCharsets.US_ASCII));
    }
    return extension(16, counted(2, all));
  }

  public static byte[] ticket(byte... ticket) {
    return extension(35, ticket);
  }

  /// The versions that a client offers.
  public static byte[] offeredVersions(int... versions) {
    return extension(43, counted(1, shorts(versions)));
  }

  /// The version that a server chose.
  public static byte[] chosenVersion(int version) {
    return extension(43, number(version, 2));
  }

  /// A client's share of the key.
  public static byte[] offeredShare() {
    return extension(51, counted(2, number(X25519, 2), counted(2, bytes(0x51, RANDOM))));
  }

  /// A server's share.
  public static byte[] chosenShare() {
    return extension(51, number(X25519, 2), counted(2, bytes(0x52, RANDOM)));
  }

  private static byte[] extension(int type, byte[]... parts) {
    return extension(type, join(parts));
  }

  // ---- messages

  /// A client's hello.
  public static byte[] clientHello(int version, byte[] sessionId, byte[]... extensions) {
    return message(
        1,
        join(
            number(version, 2),
            bytes(0x11, RANDOM),
            counted(1, sessionId),
            counted(2, shorts(AES_128_GCM, ECDHE_RSA_WITH_AES_128_GCM, 0x002f)),
            counted(1, number(0, 1)),
            counted(2, extensions)));
  }

  /// A server's hello.
  public static byte[] serverHello(int version, int suite, byte[] sessionId, byte[]... extensions) {
    return message(
        2,
        join(
            number(version, 2),
            bytes(0x22, RANDOM),
            counted(1, sessionId),
            number(suite, 2),
            number(0, 1),
            counted(2, extensions)));
  }

  /// Certificates in DER, the host's first.
  public static byte[] certificates(byte[]... certificates) {
    byte[][] all = new byte[certificates.length][];
    for (int i = 0; i < certificates.length; i++) {
      all[i] = counted(3, certificates[i]);
    }
    return message(11, counted(3, all));
  }

  /// A server's share of the key in TLS 1.2, signed with RSA.
  public static byte[] serverKeyExchange() {
    return message(
        12,
        join(
            number(NAMED_CURVE, 1),
            number(SECP256R1, 2),
            counted(1, bytes(0x41, 65)),
            number(0x0401, 2),
            counted(2, bytes(0x42, 256))));
  }

  public static byte[] serverHelloDone() {
    return message(14);
  }

  /// A client's share of the key in TLS 1.2.
  public static byte[] clientKeyExchange() {
    return message(16, counted(1, bytes(0x43, 65)));
  }

  // ---- records

  public static byte[] handshake(int version, byte[]... messages) {
    return record(HANDSHAKE, version, join(messages));
  }

  /// The extensions of a client that can do TLS 1.3 and 1.2.
  public static byte[] offer13() {
    return join(offeredVersions(TLS_13, TLS_12), offeredShare());
  }

  /// A server's first flight of TLS 1.3: its hello, and `hidden` bytes of which nobody else can
  /// read what they are.
  public static byte[] answer13(byte[] session, int hidden) {
    byte[] hello = serverHello(TLS_12, AES_128_GCM, session, chosenVersion(TLS_13), chosenShare());
    return join(handshake(TLS_12, hello), changeCipherSpec(), encrypted(APPLICATION_DATA, hidden));
  }

  public static byte[] changeCipherSpec() {
    return record(CHANGE_CIPHER_SPEC, TLS_12, (byte) 1);
  }

  public static byte[] alert(int level, int description) {
    return record(ALERT, TLS_12, (byte) level, (byte) description);
  }

  /// A record that nobody can read.
  public static byte[] encrypted(int type, int length) {
    return record(type, TLS_12, bytes(0xee, length));
  }
}
