package org.brood.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;

/// Certificates (RFC 5280) and OCSP responses (RFC 6960) in DER. Without a key to sign with, the
/// signature is made up, and so the same bytes come each time.
public final class Certificates {
  private static final String SHA256_WITH_RSA = "1.2.840.113549.1.1.11";
  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String ORGANIZATION = "2.5.4.10";
  private static final int KEY_BYTES = 256;

  private String subject = "host.example";
  private String issuer = "Example CA";
  private int serial = 0x1234;
  private String notBefore = "200101000000Z";
  private String notAfter = "300101000000Z";
  private byte[] keyInfo = madeUpKey();
  private byte[] extensions = {};

  /// None or one.
  private PrivateKey[] signer = {};

  /// A certificate of `subject`, which `issuer` signs.
  public static Certificates of(String subject, String issuer) {
    Certificates made = new Certificates();
    made.subject = subject;
    made.issuer = issuer;
    return made;
  }

  private Certificates() {}

  public Certificates serial(int number) {
    serial = number;
    return this;
  }

  /// @param from as YYMMDDhhmmssZ
  public Certificates valid(String from, String to) {
    notBefore = from;
    notAfter = to;
    return this;
  }

  /// @param info the public key in DER
  public Certificates key(byte[] info) {
    keyInfo = info.clone();
    return this;
  }

  /// Who signs really, with SHA-256 and RSA.
  public Certificates signedBy(PrivateKey key) {
    signer = new PrivateKey[] {key};
    return this;
  }

  /// Adds an extension.
  ///
  /// @param value what its octet string holds
  public Certificates extension(String id, boolean critical, byte... value) {
    byte[] flag = critical ? element(0x01, (byte) 0xff) : new byte[0];
    byte[] made = sequence(objectId(id), flag, element(0x04, value));
    extensions = Tls.join(extensions, made);
    return this;
  }

  public Certificates authority(boolean isAuthority) {
    byte[] flag = isAuthority ? element(0x01, (byte) 0xff) : new byte[0];
    return extension("2.5.29.19", true, sequence(flag));
  }

  public Certificates hosts(String... names) {
    byte[][] all = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      all[i] = element(0x82, ascii(names[i]));
    }
    return extension("2.5.29.17", false, sequence(all));
  }

  public byte[] build() {
    byte[] algorithm = sequence(objectId(SHA256_WITH_RSA), element(0x05));
    byte[] signed =
        sequence(
            element(0xa0, integer(2)),
            integer(serial),
            algorithm,
            name(issuer),
            sequence(element(0x17, ascii(notBefore)), element(0x17, ascii(notAfter))),
            name(subject),
            keyInfo,
            extensions.length == 0 ? extensions : element(0xa3, sequence(extensions)));
    return sequence(signed, algorithm, element(0x03, Tls.join(new byte[1], sign(signed))));
  }

  private byte[] sign(byte[] signed) {
    if (signer.length == 0) {
      return filled(0x5a, KEY_BYTES);
    }
    try {
      Signature made = Signature.getInstance("SHA256withRSA");
      made.initSign(signer[0]);
      made.update(signed);
      return made.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] filled(int with, int count) {
    byte[] made = new byte[count];
    Arrays.fill(made, (byte) with);
    return made;
  }

  private static byte[] madeUpKey() {
    byte[] modulus = filled(0xc1, KEY_BYTES);
    byte[] key = sequence(element(0x02, Tls.join(new byte[1], modulus)), integer(65537));
    return sequence(
        sequence(objectId(RSA), element(0x05)), element(0x03, Tls.join(new byte[1], key)));
  }

  /// An OCSP response about one certificate.
  ///
  /// @param revoked whether it is revoked, because its key is known
  public static byte[] ocspResponse(int serial, boolean revoked) {
    byte[] id =
        sequence(
            sequence(objectId("1.3.14.3.2.26"), element(0x05)),
            element(0x04, filled(0x11, 20)),
            element(0x04, filled(0x22, 20)),
            integer(serial));
    byte[] time = element(0x18, ascii("20200102030405Z"));
    byte[] status =
        revoked ? element(0xa1, time, element(0xa0, element(0x0a, (byte) 1))) : element(0x80);
    byte[] single =
        sequence(id, status, time, element(0xa0, element(0x18, ascii("20200109030405Z"))));
    byte[] signed =
        sequence(element(0xa2, element(0x04, filled(0x22, 20))), time, sequence(single));
    byte[] basic =
        sequence(
            signed,
            sequence(objectId(SHA256_WITH_RSA), element(0x05)),
            element(0x03, filled(0, 33)));
    return sequence(
        element(0x0a, (byte) 0),
        element(0xa0, sequence(objectId("1.3.6.1.5.5.7.48.1.1"), element(0x04, basic))));
  }

  // ---- DER (X.690)

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] name(String common) {
    return sequence(attribute(ORGANIZATION, "Example"), attribute(COMMON_NAME, common));
  }

  private static byte[] attribute(String id, String value) {
    return element(
        0x31, sequence(objectId(id), element(0x0c, value.getBytes(StandardCharsets.UTF_8))));
  }

  /// An element with its contents.
  public static byte[] element(int tag, byte[]... contents) {
    byte[] all = Tls.join(contents);
    byte[] length =
        all.length < 0x80
            ? Tls.number(all.length, 1)
            : all.length < 0x100
                ? Tls.number(0x8100 | all.length, 2)
                : Tls.number(0x820000L | all.length, 3);
    return Tls.join(Tls.number(tag, 1), length, all);
  }

  private static byte[] element(int tag, byte content) {
    return element(tag, new byte[] {content});
  }

  public static byte[] sequence(byte[]... contents) {
    return element(0x30, contents);
  }

  private static byte[] integer(int value) {
    return element(0x02, java.math.BigInteger.valueOf(value).toByteArray());
  }

  /// An object identifier.
  public static byte[] objectId(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    byte[] bytes = Tls.number(40L * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]), 1);
    for (int i = 2; i < arcs.length; i++) {
      bytes = Tls.join(bytes, arc(Long.parseLong(arcs[i])));
    }
    return element(0x06, bytes);
  }

  private static byte[] arc(long value) {
    byte[] bytes = Tls.number(value & 0x7f, 1);
    for (long rest = value >>> 7; rest > 0; rest >>>= 7) {
      bytes = Tls.join(Tls.number(0x80 | rest & 0x7f, 1), bytes);
    }
    return bytes;
  }
}
