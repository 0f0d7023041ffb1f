package org.brood.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// HighwayHash, a keyed hash of whole messages (Alakuijala, Cox, Wassenberg: "Fast keyed hash/
/// pseudo-random function using SIMD multiply and permute", 2016).
///
/// Identifiers of files are its 128-bit result. Nothing is kept between two messages.
public final class HighwayHash {
  private static final VarHandle LE64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] INIT0 = {
    0xdbe6d5d5fe4cce2fL, 0xa4093822299f31d0L, 0x13198a2e03707344L, 0x243f6a8885a308d3L
  };
  private static final long[] INIT1 = {
    0x3bd39e10cb0ef593L, 0xc0acf169b5f18a8cL, 0xbe5466cf34e90c6cL, 0x452821e638d01377L
  };

  private final long[] key;
  private final long[] v0 = new long[4];
  private final long[] v1 = new long[4];
  private final long[] mul0 = new long[4];
  private final long[] mul1 = new long[4];
  private final byte[] block = new byte[32];

  /// With a key of 32 bytes, read as four little-endian words.
  public HighwayHash(byte[] key) {
    this.key = new long[4];
    for (int i = 0; i < 4; i++) {
      this.key[i] = (long) LE64.get(key, 8 * i);
    }
  }

  /// The 64-bit hash.
  public long hash64(byte[] message) {
    absorb(message);
    finish(4);
    return v0[0] + v1[0] + mul0[0] + mul1[0];
  }

  /// The 128-bit hash: first and second word.
  public long[] hash128(byte[] message) {
    absorb(message);
    finish(6);
    return new long[] {v0[0] + mul0[0] + v1[2] + mul1[2], v0[1] + mul0[1] + v1[3] + mul1[3]};
  }

  private void absorb(byte[] message) {
    for (int i = 0; i < 4; i++) {
      mul0[i] = INIT0[i];
      mul1[i] = INIT1[i];
      v0[i] = INIT0[i] ^ key[i];
      v1[i] = INIT1[i] ^ Long.rotateRight(key[i], 32);
    }
    int at = 0;
    for (; at + 32 <= message.length; at += 32) {
      update(message, at);
    }
    int left = message.length - at;
    if (left != 0) {
      remainder(message, at, left);
    }
  }

  private void remainder(byte[] message, int at, int size) {
    for (int i = 0; i < 4; i++) {
      v0[i] += ((long) size << 32) + size;
      int low = Integer.rotateLeft((int) v1[i], size);
      int high = Integer.rotateLeft((int) (v1[i] >>> 32), size);
      v1[i] = Integer.toUnsignedLong(low) | (long) high << 32;
    }
    java.util.Arrays.fill(block, (byte) 0);
    int whole = size & ~3;
    System.arraycopy(message, at, block, 0, whole);
    int mod4 = size & 3;
    if ((size & 16) != 0) {
      // The last four bytes again, so that none of a long tail is read twice by chance.
      System.arraycopy(message, at + size - 4, block, 28, 4);
    } else if (mod4 != 0) {
      block[16] = message[at + whole];
      block[17] = message[at + whole + (mod4 >>> 1)];
      block[18] = message[at + whole + mod4 - 1];
    }
    update(block, 0);
  }

  private void update(byte[] from, int at) {
    update(
        (long) LE64.get(from, at),
        (long) LE64.get(from, at + 8),
        (long) LE64.get(from, at + 16),
        (long) LE64.get(from, at + 24));
  }

  private void update(long a, long b, long c, long d) {
    v1[0] += mul0[0] + a;
    v1[1] += mul0[1] + b;
    v1[2] += mul0[2] + c;
    v1[3] += mul0[3] + d;
    for (int i = 0; i < 4; i++) {
      mul0[i] ^= (v1[i] & 0xffff_ffffL) * (v0[i] >>> 32);
      v0[i] += mul1[i];
      mul1[i] ^= (v0[i] & 0xffff_ffffL) * (v1[i] >>> 32);
    }
    zipperMerge(v1, 0, v0);
    zipperMerge(v1, 2, v0);
    zipperMerge(v0, 0, v1);
    zipperMerge(v0, 2, v1);
  }

  /// Adds the bytes of two words, shuffled so that strong ones meet weak ones.
  private static void zipperMerge(long[] from, int i, long[] to) {
    long even = from[i];
    long odd = from[i + 1];
    to[i] +=
        (((even & 0xff000000L) | (odd & 0xff00000000L)) >>> 24)
            | (((even & 0xff0000000000L) | (odd & 0xff000000000000L)) >>> 16)
            | (even & 0xff0000L)
            | ((even & 0xff00L) << 32)
            | ((odd & 0xff00000000000000L) >>> 8)
            | (even << 56);
    to[i + 1] +=
        (((odd & 0xff000000L) | (even & 0xff00000000L)) >>> 24)
            | (odd & 0xff0000L)
            | ((odd & 0xff0000000000L) >>> 16)
            | ((odd & 0xff00L) << 24)
            | ((even & 0xff000000000000L) >>> 8)
            | ((odd & 0xffL) << 48)
            | (even & 0xff00000000000000L);
  }

  private void finish(int rounds) {
    for (int i = 0; i < rounds; i++) {
      update(
          Long.rotateRight(v0[2], 32),
          Long.rotateRight(v0[3], 32),
          Long.rotateRight(v0[0], 32),
          Long.rotateRight(v0[1], 32));
    }
  }
}
