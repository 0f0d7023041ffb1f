package org.brood.cluster.trust;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What lets a host join: a secret, and the fingerprint of the authority that it shall trust.
/// Written `brood1.ID.SECRET.FINGERPRINT`.
///
/// @param id names the token in the manager's books, 8 hex digits
/// @param secret 16 random bytes
/// @param fingerprint SHA-256 of the root certificate
public record Token(String id, byte[] secret, byte[] fingerprint) {
  private static final int SECRET_BYTES = 16;
  private static final int FINGERPRINT_BYTES = 32;
  private static final Pattern FORM =
      Pattern.compile("brood1\\.([0-9a-f]{8})\\.([\\w-]{22})\\.([\\w-]{43})");

  static Token create(byte[] fingerprint) {
    SecureRandom random = new SecureRandom();
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new Token(HexFormat.of().toHexDigits(random.nextInt()), secret, fingerprint);
  }

  /// Reads a token, if it is one.
  public static Optional<Token> parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    Base64.Decoder decoder = Base64.getUrlDecoder();
    try {
      byte[] secret = decoder.decode(parts.group(2));
      byte[] fingerprint = decoder.decode(parts.group(3));
      return secret.length == SECRET_BYTES && fingerprint.length == FINGERPRINT_BYTES
          ? Optional.of(new Token(parts.group(1), secret, fingerprint))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The text that a user carries from host to host.
  public String text() {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return "brood1."
        + id
        + "."
        + encoder.encodeToString(secret)
        + "."
        + encoder.encodeToString(fingerprint);
  }

  /// Without the secret, for it may come into a log.
  @Override
  public String toString() {
    return "Token " + id;
  }
}
