package org.brood.format.x509;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/// A certificate (RFC 5280, section 4.1).
///
/// @param whole the certificate's element
/// @param signed the part that the signature is over
/// @param version 1 for v1
/// @param signedAlgorithm the signature's algorithm as the signed part says
/// @param keyInfo the whole element of the public key
/// @param signatureAlgorithm the signature's algorithm and parameters
/// @param signature the bit string
public record Certificate(
    Der whole,
    Der signed,
    long version,
    Der serial,
    String signedAlgorithm,
    Name issuer,
    Der notBefore,
    Der notAfter,
    Name subject,
    Der keyInfo,
    String keyAlgorithm,
    @Nullable PublicKeyInfo key,
    List<CertificateExtension> extensions,
    Der signatureAlgorithm,
    Der signature) {

  /// How many bytes of a number stand in a line.
  private static final int LINE = 35;

  /// Reads the certificate that bytes begin with; null if there is none.
  public static @Nullable Certificate parse(byte[] bytes) {
    return parse(new DerReader(bytes).need(Der.SEQUENCE));
  }

  static @Nullable Certificate parse(@Nullable Der whole) {
    if (whole == null) {
      return null;
    }
    DerReader in = whole.inside();
    SignedPart signed = SignedPart.read(in);
    if (signed == null || !in.isFinished() || algorithm(signed.algorithm()) == null) {
      return null;
    }
    return parseSigned(whole, signed.bytes(), signed.algorithm(), signed.signature());
  }

  private static @Nullable Certificate parseSigned(
      Der whole, Der signed, Der signatureAlgorithm, Der signature) {
    DerReader in = signed.inside();
    Der version = in.take(Der.constructedField(0));
    Der serial = in.need(Der.INTEGER);
    Der algorithm = in.need(Der.SEQUENCE);
    Name issuer = Name.parse(in.need(Der.SEQUENCE));
    Der validity = in.need(Der.SEQUENCE);
    Name subject = Name.parse(in.need(Der.SEQUENCE));
    Der keyInfo = in.need(Der.SEQUENCE);
    in.take(Der.field(1));
    in.take(Der.field(2));
    List<CertificateExtension> extensions = List.of();
    Der extensionsField = in.take(Der.constructedField(3));
    if (extensionsField != null) {
      DerReader inside = extensionsField.inside();
      extensions = CertificateExtension.parseAll(inside);
      if (!inside.isFinished()) {
        return null;
      }
    }
    if (serial == null
        || algorithm == null
        || issuer == null
        || validity == null
        || subject == null
        || keyInfo == null
        || !serial.isInteger()
        || !in.isFinished()) {
      return null;
    }
    DerReader times = validity.inside();
    Der notBefore = time(times);
    Der notAfter = time(times);
    String signedAlgorithm = algorithm(algorithm);
    Key key = Key.parse(keyInfo);
    if (notBefore == null
        || notAfter == null
        || signedAlgorithm == null
        || key == null
        || !times.isFinished()) {
      return null;
    }
    return new Certificate(
        whole,
        signed,
        number(version),
        serial,
        signedAlgorithm,
        issuer,
        notBefore,
        notAfter,
        subject,
        keyInfo,
        key.algorithm(),
        PublicKeyInfo.of(key.algorithm(), key.parameters(), key.bits()),
        extensions,
        signatureAlgorithm,
        signature);
  }

  private static long number(@Nullable Der version) {
    Der number = version == null ? null : version.inside().need(Der.INTEGER);
    return number == null ? 1 : number.integer().longValue() + 1;
  }

  private record Key(String algorithm, @Nullable Der parameters, Der bits) {
    static @Nullable Key parse(Der info) {
      DerReader in = info.inside();
      Der algorithm = in.need(Der.SEQUENCE);
      Der bits = in.need(Der.BIT_STRING);
      if (algorithm == null || bits == null || !in.isFinished()) {
        return null;
      }
      String id = Certificate.algorithm(algorithm);
      DerReader inside = algorithm.inside();
      inside.next();
      return id == null ? null : new Key(id, inside.next(), bits);
    }
  }

  /// The object identifier of an algorithm; null if it has none.
  static @Nullable String algorithm(Der algorithm) {
    DerReader in = algorithm.inside();
    Der id = in.need(Der.OBJECT_ID);
    if (!in.isEmpty()) {
      in.next();
    }
    return id == null || !id.isObjectId() || !in.isFinished() ? null : id.objectId();
  }

  private static @Nullable Der time(DerReader in) {
    Der utc = in.take(Der.UTC_TIME);
    return utc != null ? utc : in.need(Der.GENERALIZED_TIME);
  }

  /// The object identifier of the signature's algorithm.
  public String signatureId() {
    String id = algorithm(signatureAlgorithm);
    return id == null ? "" : id;
  }

  /// The extension with this identifier; null if there is none.
  public @Nullable CertificateExtension extension(String id) {
    for (CertificateExtension one : extensions) {
      if (one.id().equals(id)) {
        return one;
      }
    }
    return null;
  }

  /// The serial number in hexadecimal.
  public String serialNumber() {
    return hexNumber(serial);
  }

  /// An integer as OpenSSL prints it: hexadecimal, in lines of 35 bytes.
  static String hexNumber(Der number) {
    BigInteger value = number.integer();
    byte[] bytes = value.abs().toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return (value.signum() < 0 ? "-" : "") + hexLines(bytes, from);
  }

  static String hexLines(byte[] bytes, int from) {
    HexFormat hex = HexFormat.of().withUpperCase();
    StringBuilder out = new StringBuilder();
    for (int i = from; i < bytes.length; i++) {
      if (i > from && (i - from) % LINE == 0) {
        out.append("\\\n");
      }
      out.append(hex.toHexDigits(bytes[i]));
    }
    return out.toString();
  }
}
