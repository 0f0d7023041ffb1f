package org.brood.format.x509;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/// Checks signatures over certificates and what belongs to them.
public final class Signatures {
  private static final String RSA_PSS = "1.2.840.113549.1.1.10";

  private Signatures() {}

  /// Whether a signature is that of a key.
  ///
  /// @param algorithm the algorithm's sequence
  /// @param signature the bit string
  static boolean verify(Der keyInfo, Der algorithm, Der signed, Der signature) {
    String id = Certificate.algorithm(algorithm);
    String name = id == null ? "" : name(id);
    if (name.isEmpty() || signature.length() == 0) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(name);
      if (RSA_PSS.equals(id)) {
        check.setParameter(pss(algorithm));
      }
      check.initVerify(key(keyInfo.whole()));
      check.update(signed.bytes(), signed.start(), signed.end() - signed.start());
      byte[] bits = signature.contentBytes();
      return check.verify(Arrays.copyOfRange(bits, 1, bits.length));
    } catch (GeneralSecurityException | RuntimeException e) {
      // Providers say in many ways that bytes are no key or no signature.
      return false;
    }
  }

  /// Whether a signature is that of a key; false too if there is no such key.
  ///
  /// @param keyInfo the key in DER
  /// @param hash the number of the hash algorithm (RFC 5246, section 7.4.1.4.1)
  public static boolean verify(byte[] keyInfo, int hash, byte[] signed, byte[] signature) {
    String digest = digest(hash);
    if (digest == null) {
      return false;
    }
    try {
      PublicKey key = key(keyInfo);
      String of = key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm();
      Signature check = Signature.getInstance(digest.replace("-", "") + "with" + of);
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  /// The name of a hash algorithm (RFC 5246, section 7.4.1.4.1); null if there is none.
  public static @Nullable String digest(int hash) {
    return switch (hash) {
      case 1 -> "MD5";
      case 2 -> "SHA-1";
      case 3 -> "SHA-224";
      case 4 -> "SHA-256";
      case 5 -> "SHA-384";
      case 6 -> "SHA-512";
      default -> null;
    };
  }

  private static PublicKey key(byte[] info) throws GeneralSecurityException {
    Der whole = new DerReader(info).need(Der.SEQUENCE);
    Der algorithm = whole == null ? null : whole.inside().need(Der.SEQUENCE);
    String id = algorithm == null ? null : Certificate.algorithm(algorithm);
    String name =
        switch (id == null ? "" : id) {
          case "1.2.840.113549.1.1.1" -> "RSA";
          case RSA_PSS -> "RSASSA-PSS";
          case "1.2.840.10040.4.1" -> "DSA";
          case "1.2.840.10045.2.1" -> "EC";
          case "1.3.101.112" -> "Ed25519";
          case "1.3.101.113" -> "Ed448";
          default -> throw new GeneralSecurityException("unknown key");
        };
    return KeyFactory.getInstance(name).generatePublic(new X509EncodedKeySpec(info));
  }

  /// Whether a signature of this algorithm can be one of a key of that algorithm.
  static boolean fits(String signatureId, String keyId) {
    String signature = name(signatureId);
    return switch (keyId) {
      case "1.2.840.113549.1.1.1" -> signature.endsWith("RSA") || signatureId.equals(RSA_PSS);
      case RSA_PSS -> signatureId.equals(RSA_PSS);
      case "1.2.840.10040.4.1" -> signature.endsWith("withDSA");
      case "1.2.840.10045.2.1" -> signature.endsWith("ECDSA");
      default -> signatureId.equals(keyId) && !signature.isEmpty();
    };
  }

  private static String name(String id) {
    return switch (id) {
      case "1.2.840.113549.1.1.2" -> "MD2withRSA";
      case "1.2.840.113549.1.1.4" -> "MD5withRSA";
      case "1.2.840.113549.1.1.5", "1.3.14.3.2.29" -> "SHA1withRSA";
      case "1.2.840.113549.1.1.14" -> "SHA224withRSA";
      case "1.2.840.113549.1.1.11" -> "SHA256withRSA";
      case "1.2.840.113549.1.1.12" -> "SHA384withRSA";
      case "1.2.840.113549.1.1.13" -> "SHA512withRSA";
      case RSA_PSS -> "RSASSA-PSS";
      case "1.2.840.10040.4.3" -> "SHA1withDSA";
      case "2.16.840.1.101.3.4.3.1" -> "SHA224withDSA";
      case "2.16.840.1.101.3.4.3.2" -> "SHA256withDSA";
      case "1.2.840.10045.4.1" -> "SHA1withECDSA";
      case "1.2.840.10045.4.3.1" -> "SHA224withECDSA";
      case "1.2.840.10045.4.3.2" -> "SHA256withECDSA";
      case "1.2.840.10045.4.3.3" -> "SHA384withECDSA";
      case "1.2.840.10045.4.3.4" -> "SHA512withECDSA";
      case "1.3.101.112" -> "Ed25519";
      case "1.3.101.113" -> "Ed448";
      default -> "";
    };
  }

  /// The parameters of RSA-PSS (RFC 4055, section 3.1), as far as the mask's hash is the message's.
  private static PSSParameterSpec pss(Der algorithm) {
    DerReader in = algorithm.inside();
    in.next();
    Der parameters = in.take(Der.SEQUENCE);
    DerReader each = (parameters == null ? algorithm : parameters).inside();
    Der hash = parameters == null ? null : each.take(Der.constructedField(0));
    each.take(Der.constructedField(1));
    Der salt = parameters == null ? null : each.take(Der.constructedField(2));
    Der sequence = hash == null ? null : hash.inside().need(Der.SEQUENCE);
    String id = sequence == null ? null : Certificate.algorithm(sequence);
    String digest =
        switch (id == null ? "" : id) {
          case "2.16.840.1.101.3.4.2.1" -> "SHA-256";
          case "2.16.840.1.101.3.4.2.2" -> "SHA-384";
          case "2.16.840.1.101.3.4.2.3" -> "SHA-512";
          default -> "SHA-1";
        };
    Der length = salt == null ? null : salt.inside().need(Der.INTEGER);
    return new PSSParameterSpec(
        digest,
        "MGF1",
        new MGF1ParameterSpec(digest),
        length == null ? 20 : length.integer().intValue(),
        PSSParameterSpec.TRAILER_FIELD_BC);
  }
}
