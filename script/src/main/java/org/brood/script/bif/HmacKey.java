package org.brood.script.bif;

import java.security.SecureRandom;
import java.util.Arrays;

/// The key of this process for keyed hashes; the engine sets it when a seed is given.
///
/// @param bytes the key
@SuppressWarnings("ArrayRecordComponent")
public record HmacKey(byte[] bytes) {
  /// How much of the seed the key is made of.
  private static final int SEED_BYTES = 64;

  /// The key of a seed.
  public static HmacKey of(byte[] seed) {
    return new HmacKey(Hashes.digest("MD5").digest(Arrays.copyOf(seed, SEED_BYTES)));
  }

  static HmacKey random() {
    byte[] key = new byte[16];
    new SecureRandom().nextBytes(key);
    return new HmacKey(key);
  }
}
