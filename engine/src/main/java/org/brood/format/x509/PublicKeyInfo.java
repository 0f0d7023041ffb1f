package org.brood.format.x509;

import java.math.BigInteger;
import java.util.Map;
import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/// What kind of key a certificate holds.
///
/// @param type such as `rsa`
/// @param bits its length
/// @param exponent of RSA, in decimal
/// @param curve the name of the curve
public record PublicKeyInfo(
    String type, int bits, @Nullable String exponent, @Nullable String curve) {
  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String RSA_PSS = "1.2.840.113549.1.1.10";
  private static final String DSA = "1.2.840.10040.4.1";
  private static final String EC = "1.2.840.10045.2.1";
  private static final String DH = "1.2.840.113549.1.3.1";
  private static final String X25519 = "1.3.101.110";
  private static final String X448 = "1.3.101.111";
  private static final String ED25519 = "1.3.101.112";
  private static final String ED448 = "1.3.101.113";

  /// Curves whose order has not as many bits as their name says.
  private static final Map<String, Integer> ORDER_BITS =
      Map.ofEntries(
          Map.entry("sect113r1", 113),
          Map.entry("sect113r2", 113),
          Map.entry("sect163r1", 162),
          Map.entry("sect193r1", 193),
          Map.entry("sect193r2", 193),
          Map.entry("sect233k1", 232),
          Map.entry("sect239k1", 238),
          Map.entry("sect283k1", 281),
          Map.entry("sect283r1", 282),
          Map.entry("sect409k1", 407),
          Map.entry("sect571k1", 570),
          Map.entry("sect571r1", 570),
          Map.entry("secp112r2", 110),
          Map.entry("secp128r2", 126),
          Map.entry("secp160k1", 161),
          Map.entry("secp160r1", 161),
          Map.entry("secp160r2", 161),
          Map.entry("secp224k1", 225));

  /// Reads a key; null if its algorithm is not known or it is broken.
  ///
  /// @param parameters what stands behind the algorithm
  /// @param key the bit string
  static @Nullable PublicKeyInfo of(String algorithm, @Nullable Der parameters, Der key) {
    return switch (algorithm) {
      case RSA -> rsa("rsa", key, true);
      case RSA_PSS -> rsa("RSA-PSS", key, false);
      case DSA -> group("dsa", parameters, key);
      case DH -> group("DH", parameters, key);
      case EC -> curve(parameters, key);
      case X25519 -> ofLength(key, 32, "X25519", 253);
      case X448 -> ofLength(key, 56, "X448", 448);
      case ED25519 -> ofLength(key, 32, "ED25519", 256);
      case ED448 -> ofLength(key, 57, "ED448", 456);
      default -> null;
    };
  }

  /// What a bit string holds, of which all bits are used.
  private static DerReader contents(Der key) {
    byte[] bytes = key.contentBytes();
    byte[] rest = new byte[Math.max(0, bytes.length - 1)];
    System.arraycopy(bytes, bytes.length - rest.length, rest, 0, rest.length);
    return new DerReader(rest);
  }

  private static @Nullable PublicKeyInfo rsa(String type, Der key, boolean tellExponent) {
    Der sequence = contents(key).need(Der.SEQUENCE);
    if (sequence == null) {
      return null;
    }
    DerReader in = sequence.inside();
    Der modulus = in.need(Der.INTEGER);
    Der exponent = in.need(Der.INTEGER);
    if (modulus == null || exponent == null || !in.isFinished()) {
      return null;
    }
    String said = tellExponent ? exponent.integer().abs().toString() : null;
    return new PublicKeyInfo(type, modulus.integer().abs().bitLength(), said, null);
  }

  private static @Nullable PublicKeyInfo group(String type, @Nullable Der parameters, Der key) {
    if (parameters == null || parameters.tag() != Der.SEQUENCE) {
      return null;
    }
    Der prime = parameters.inside().need(Der.INTEGER);
    Der share = contents(key).need(Der.INTEGER);
    if (prime == null || share == null) {
      return null;
    }
    BigInteger p = prime.integer();
    return new PublicKeyInfo(type, p.bitLength(), null, null);
  }

  private static @Nullable PublicKeyInfo curve(@Nullable Der parameters, Der key) {
    if (parameters == null || parameters.tag() != Der.OBJECT_ID || key.length() < 2) {
      return null;
    }
    String name = ObjectNames.shortName(parameters.objectId());
    int form = key.at(1);
    if (name == null || form < 2 || form > 7 || form == 5) {
      return null;
    }
    return new PublicKeyInfo("ecdsa", orderBits(name), null, name);
  }

  private static int orderBits(String curve) {
    Integer known = ORDER_BITS.get(curve);
    if (known != null) {
      return known;
    }
    int bits = 0;
    for (int i = 0; i < curve.length(); i++) {
      char c = curve.charAt(i);
      if (c >= '0' && c <= '9') {
        bits = 10 * bits + c - '0';
      } else if (bits > 0) {
        break;
      }
    }
    return bits;
  }

  private static @Nullable PublicKeyInfo ofLength(Der key, int bytes, String type, int bits) {
    return key.length() == bytes + 1 ? new PublicKeyInfo(type, bits, null, null) : null;
  }
}
