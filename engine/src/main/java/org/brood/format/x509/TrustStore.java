package org.brood.format.x509;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.format.asn1.Der;
import org.jspecify.annotations.Nullable;

/// Certificates that are trusted, and the search for a chain from a certificate to one of them.
///
/// As with OpenSSL, a trusted issuer is preferred to one that the peer sent; the chain is found by
/// names and key identifiers first, and then what it says is checked from its trusted end.
public final class TrustStore {
  private static final int MAX_CHAIN = 100;
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String SUBJECT_KEY = "2.5.29.14";
  private static final String AUTHORITY_KEY = "2.5.29.35";
  private static final int MAY_SIGN_CERTIFICATES = 5;

  private final Map<String, List<Certificate>> bySubject = new HashMap<>();

  public void add(Certificate trusted) {
    bySubject.computeIfAbsent(key(trusted.subject()), _ -> new ArrayList<>(1)).add(trusted);
  }

  private static String key(Name name) {
    return name.rfc2253();
  }

  /// What came of a check; the numbers and words are OpenSSL's.
  public enum Verdict {
    OK(0, "ok"),
    NO_ISSUER(2, "unable to get issuer certificate"),
    BAD_SIGNATURE(7, "certificate signature failure"),
    NOT_YET_VALID(9, "certificate is not yet valid"),
    EXPIRED(10, "certificate has expired"),
    SELF_SIGNED(18, "self signed certificate"),
    SELF_SIGNED_IN_CHAIN(19, "self-signed certificate in certificate chain"),
    NO_LOCAL_ISSUER(20, "unable to get local issuer certificate"),
    TOO_LONG(22, "certificate chain too long"),
    INVALID_AUTHORITY(79, "invalid CA certificate"),
    PATH_TOO_LONG(25, "path length constraint exceeded"),
    INVALID_PURPOSE(26, "unsuitable certificate purpose");

    private final int code;
    private final String text;

    Verdict(int code, String text) {
      this.code = code;
      this.text = text;
    }

    public int code() {
      return code;
    }

    public String text() {
      return text;
    }
  }

  /// @param chain from the certificate to the trusted one, if the verdict is [Verdict#OK]
  public record Result(Verdict verdict, List<Certificate> chain) {}

  /// Checks a certificate.
  ///
  /// @param others certificates that the peer sent too
  /// @param seconds the time for which it must be valid
  public Result verify(Certificate certificate, List<Certificate> others, double seconds) {
    List<Certificate> chain = new ArrayList<>();
    chain.add(certificate);
    Certificate last = certificate;
    boolean trusted = isTrusted(certificate) && isSelfSigned(certificate);
    int sent = 1;
    while (!trusted && !isSelfSigned(last)) {
      Certificate issuer = choose(candidates(last), last, seconds);
      if (issuer != null) {
        trusted = isSelfSigned(issuer);
      } else {
        issuer = choose(others, last, seconds);
        if (issuer != null) {
          sent++;
        }
      }
      if (issuer == null || chain.contains(issuer)) {
        break;
      }
      if (chain.size() > MAX_CHAIN) {
        return new Result(Verdict.TOO_LONG, List.of());
      }
      chain.add(issuer);
      last = issuer;
    }
    if (!trusted && isSelfSigned(last) && isTrusted(last)) {
      trusted = true;
    }
    if (!trusted) {
      return new Result(untrusted(chain, last, sent), List.of());
    }
    Verdict verdict = check(chain, seconds);
    return new Result(verdict, verdict == Verdict.OK ? chain : List.of());
  }

  private static Verdict untrusted(List<Certificate> chain, Certificate last, int sent) {
    if (isSelfSigned(last)) {
      return chain.size() == 1 ? Verdict.SELF_SIGNED : Verdict.SELF_SIGNED_IN_CHAIN;
    }
    return sent < chain.size() ? Verdict.NO_ISSUER : Verdict.NO_LOCAL_ISSUER;
  }

  /// The trusted certificate of this subject whose key signed a certificate; null if there is none.
  public @Nullable Certificate issuerOf(Certificate certificate) {
    List<Certificate> found = candidates(certificate);
    return found.isEmpty() ? null : found.getFirst();
  }

  private List<Certificate> candidates(Certificate of) {
    return bySubject.getOrDefault(key(of.issuer()), List.of());
  }

  private boolean isTrusted(Certificate certificate) {
    for (Certificate one : bySubject.getOrDefault(key(certificate.subject()), List.of())) {
      if (one.whole().sameAs(certificate.whole())) {
        return true;
      }
    }
    return false;
  }

  /// Whether a certificate is its own issuer by what it says; the signature is not checked.
  private static boolean isSelfSigned(Certificate of) {
    return key(of.subject()).equals(key(of.issuer()))
        && fitsKey(of, of)
        && Signatures.fits(of.signatureId(), of.keyAlgorithm());
  }

  /// The issuer among candidates, rather one that is valid.
  private static @Nullable Certificate choose(
      List<Certificate> candidates, Certificate of, double seconds) {
    Certificate found = null;
    for (Certificate one : candidates) {
      if (isIssuer(one, of)) {
        if (when(one, seconds) == Verdict.OK) {
          return one;
        }
        found = found == null || ends(one) > ends(found) ? one : found;
      }
    }
    return found;
  }

  private static double ends(Certificate certificate) {
    return CertificateTime.of(certificate.notAfter()).seconds();
  }

  private static boolean isIssuer(Certificate issuer, Certificate of) {
    if (!key(issuer.subject()).equals(key(of.issuer())) || !fitsKey(issuer, of)) {
      return false;
    }
    CertificateExtension usage = issuer.extension(KEY_USAGE);
    Der bits = usage == null ? null : usage.content(Der.BIT_STRING);
    return bits == null || bits.bit(MAY_SIGN_CERTIFICATES);
  }

  private static boolean fitsKey(Certificate issuer, Certificate of) {
    CertificateExtension wanted = of.extension(AUTHORITY_KEY);
    Der sequence = wanted == null ? null : wanted.content(Der.SEQUENCE);
    if (sequence == null) {
      return true;
    }
    var in = sequence.inside();
    Der keyId = in.take(Der.field(0));
    in.take(Der.constructedField(1));
    Der serial = in.take(Der.field(2));
    if (serial != null && !serial.integer().equals(issuer.serial().integer())) {
      return false;
    }
    CertificateExtension has = issuer.extension(SUBJECT_KEY);
    Der own = has == null ? null : has.content(Der.OCTET_STRING);
    return keyId == null
        || own == null
        || java.util.Arrays.equals(keyId.contentBytes(), own.contentBytes());
  }

  // ---- what a chain says

  private static Verdict check(List<Certificate> chain, double seconds) {
    int below = 0;
    for (int i = 0; i < chain.size(); i++) {
      if (i > 0) {
        Verdict verdict = checkAuthority(chain.get(i), below);
        if (verdict != Verdict.OK) {
          return verdict;
        }
        if (!isSelfSigned(chain.get(i))) {
          below++;
        }
      }
    }
    for (int i = chain.size() - 1; i >= 0; i--) {
      Certificate issuer = chain.get(Math.min(i + 1, chain.size() - 1));
      Certificate one = chain.get(i);
      // The signature of a trusted root over itself proves nothing.
      boolean isRoot = i == chain.size() - 1;
      if (!isRoot
          && !Signatures.verify(
              issuer.keyInfo(), one.signatureAlgorithm(), one.signed(), one.signature())) {
        return Verdict.BAD_SIGNATURE;
      }
      Verdict verdict = when(one, seconds);
      if (verdict != Verdict.OK) {
        return verdict;
      }
    }
    return Verdict.OK;
  }

  private static Verdict checkAuthority(Certificate issuer, int below) {
    CertificateExtension extension = issuer.extension(CertificateExtension.BASIC_CONSTRAINTS);
    if (extension == null) {
      // Roots of version 1 say nothing.
      return issuer.version() == 1 && isSelfSigned(issuer) ? Verdict.OK : Verdict.INVALID_AUTHORITY;
    }
    BasicConstraints read = BasicConstraints.of(extension);
    if (read == null || !read.isAuthority()) {
      return Verdict.INVALID_AUTHORITY;
    }
    return read.hasPathLength() && below > read.pathLength() ? Verdict.PATH_TOO_LONG : Verdict.OK;
  }

  private static Verdict when(Certificate certificate, double seconds) {
    if (CertificateTime.of(certificate.notBefore()).seconds() > seconds) {
      return Verdict.NOT_YET_VALID;
    }
    return CertificateTime.of(certificate.notAfter()).seconds() < seconds
        ? Verdict.EXPIRED
        : Verdict.OK;
  }

  /// Whether a signature is that of a certificate's key.
  public static boolean isSignedBy(Certificate signer, Der algorithm, Der signed, Der signature) {
    return Signatures.verify(signer.keyInfo(), algorithm, signed, signature);
  }
}
