package org.brood.script.value;

/// SipHash-2-4, a keyed hash of short inputs (Aumasson, Bernstein: "SipHash: a fast short-input
/// PRF", 2012).
public final class SipHash {
  private final long key0;
  private final long key1;

  public SipHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /// The hash of sixteen bytes, given as two little-endian words.
  public long hash(long first, long second) {
    Rounds state = new Rounds(key0, key1);
    state.word(first);
    state.word(second);
    state.word(16L << 56);
    return state.end();
  }

  /// The hash of any number of bytes.
  public long hash(byte[] bytes) {
    Rounds state = new Rounds(key0, key1);
    int whole = bytes.length & ~7;
    for (int at = 0; at < whole; at += 8) {
      state.word(little(bytes, at, 8));
    }
    state.word((long) bytes.length << 56 | little(bytes, whole, bytes.length - whole));
    return state.end();
  }

  private static long little(byte[] bytes, int at, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= (bytes[at + i] & 0xffL) << 8 * i;
    }
    return word;
  }

  private static final class Rounds {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    Rounds(long key0, long key1) {
      v0 = key0 ^ 0x736f6d6570736575L;
      v1 = key1 ^ 0x646f72616e646f6dL;
      v2 = key0 ^ 0x6c7967656e657261L;
      v3 = key1 ^ 0x7465646279746573L;
    }

    void word(long m) {
      v3 ^= m;
      run(2);
      v0 ^= m;
    }

    long end() {
      v2 ^= 0xff;
      run(4);
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void run(int count) {
      for (int round = 0; round < count; round++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
    }
  }
}
