package org.brood.script.bif;

import java.security.SecureRandom;

/// The numbers of `rand()`: Park and Miller's "minimal standard" generator, so that a seed gives
/// the numbers that it gives in Zeek. Nothing secret may be made of them.
public final class ScriptRandom {
  private static final long MODULUS = Integer.MAX_VALUE;
  private static final long MULTIPLIER = 16_807;

  private long state;

  public ScriptRandom(long seed) {
    state = Long.remainderUnsigned(seed, MODULUS);
  }

  static ScriptRandom ofSystem() {
    return new ScriptRandom(new SecureRandom().nextLong());
  }

  /// The next number of the sequence, from 1 to 2^31 - 2.
  long next() {
    state = MULTIPLIER * (state == 0 ? 1 : state) % MODULUS;
    return state;
  }

  /// A number below `limit`, which counts as unsigned.
  long below(long limit) {
    double share = (double) next() / MODULUS;
    return limit < 0 ? ((long) (share * Long.MAX_VALUE)) * 2 : (long) (share * limit);
  }
}
