package org.brood.script.bif;

import java.security.SecureRandom;

/// The key of this process for keyed hashes; the engine sets it when a seed is given.
///
/// @param bytes the key
@SuppressWarnings("ArrayRecordComponent")
public record HmacKey(byte[] bytes) {
  static HmacKey random() {
    byte[] key = new byte[16];
    new SecureRandom().nextBytes(key);
    return new HmacKey(key);
  }
}
