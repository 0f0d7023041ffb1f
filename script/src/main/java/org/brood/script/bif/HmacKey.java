package org.brood.script.bif;

import java.security.SecureRandom;
import java.util.Arrays;
import org.brood.script.value.Digests;

/// The keys of this process for keyed hashes; the engine sets them when a seed is given.
///
/// @param bytes the key for MD5, 16 bytes
/// @param sha256 the key for SHA-256, 32 bytes
@SuppressWarnings("ArrayRecordComponent")
public record HmacKey(byte[] bytes, byte[] sha256) {
  /// How much of the seed the keys are made of.
  private static final int SEED_BYTES = 64;

  private static final int SHA256_FROM = 8;
  private static final int SHA256_TO = 80;

  /// The keys of a seed.
  public static HmacKey of(byte[] seed) {
    return new HmacKey(
        Digests.of("MD5", Arrays.copyOf(seed, SEED_BYTES)),
        Digests.of("SHA-256", Arrays.copyOfRange(seed, SHA256_FROM, SHA256_TO)));
  }

  static HmacKey random() {
    byte[] seed = new byte[SHA256_TO];
    new SecureRandom().nextBytes(seed);
    return of(seed);
  }
}
