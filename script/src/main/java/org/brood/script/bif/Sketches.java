package org.brood.script.bif;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.brood.script.runtime.MayMiss;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.value.Digests;
import org.brood.script.value.Opaque;
import org.brood.script.value.Str;
import org.brood.script.value.Values;
import org.jspecify.annotations.Nullable;

/// Sets of which only a sketch is kept: how many elements they have (HyperLogLog, Flajolet, Fusy,
/// Gandouet, Meunier 2007) and whether something is one (Bloom filters, Bloom 1970).
@Natives
public final class Sketches {
  private static final int MOST_HASHES = 64;
  private static final long MOST_CELLS = 1L << 38;
  private static final long MOST_COUNTERS = 1L << 26;

  private Sketches() {}

  /// Two independent numbers for a value; the name keeps filters of other names apart.
  record Hash(long first, long second) {
    static Hash of(String name, Object value) {
      MessageDigest digest = Digests.fresh("MD5");
      digest.update(Str.of(name).bytes());
      digest.update((byte) 0);
      ByteBuffer result = ByteBuffer.wrap(digest.digest(Hashes.bytes(value)));
      return new Hash(result.getLong(), result.getLong());
    }

    /// The cell of one of the hash functions.
    long cell(int number, long cells) {
      return Long.remainderUnsigned(first + number * (second | 1), cells);
    }
  }

  private static boolean isOther(@Nullable Type known, Object value) {
    return known != null && !Types.same(known, Values.typeOf(value));
  }

  // ---- how many

  private static HyperLogLog counter(Runtime rt, Opaque handle) {
    if (handle instanceof HyperLogLog counter) {
      return counter;
    }
    throw rt.error("not a cardinality");
  }

  public static Opaque hll_cardinality_init(Runtime rt, double err, double confidence) {
    if (!(err > 0 && err < 1 && confidence > 0 && confidence <= 1)) {
      throw rt.error("the error must be between 0 and 1, the confidence above 0");
    }
    return new HyperLogLog(HyperLogLog.bits(err, confidence));
  }

  public static boolean hll_cardinality_add(Runtime rt, Opaque handle, Object elem) {
    HyperLogLog counter = counter(rt, handle);
    if (isOther(counter.type, elem)) {
      rt.note(Level.ERROR, "incompatible HLL data type");
      return false;
    }
    counter.type = Values.typeOf(elem);
    counter.add(Hash.of("", elem).first);
    return true;
  }

  public static boolean hll_cardinality_merge_into(Runtime rt, Opaque handle1, Opaque handle2) {
    HyperLogLog into = counter(rt, handle1);
    HyperLogLog from = counter(rt, handle2);
    Type known = into.type;
    if (known != null && from.type != null && !Types.same(known, from.type)) {
      rt.note(Level.ERROR, "incompatible HLL types");
      return false;
    }
    if (!into.merge(from)) {
      rt.note(Level.ERROR, "Cardinality counters with different parameters cannot be merged");
      return false;
    }
    return true;
  }

  public static double hll_cardinality_estimate(Runtime rt, Opaque handle) {
    return counter(rt, handle).estimate();
  }

  public static Opaque hll_cardinality_copy(Runtime rt, Opaque handle) {
    return counter(rt, handle).copied();
  }

  // ---- whether

  private static BloomFilter filter(Runtime rt, Opaque handle) {
    if (handle instanceof BloomFilter filter) {
      return filter;
    }
    throw rt.error("not a Bloom filter");
  }

  private static BloomFilter make(
      Runtime rt, double hashes, double cells, long most, long highest, Str name) {
    if (!(hashes >= 1 && cells >= 1 && cells <= most)) {
      throw rt.error("a Bloom filter can't have this size");
    }
    return new BloomFilter(
        (int) Math.min(hashes, MOST_HASHES), (long) cells, highest, name.toString());
  }

  @MayMiss
  public static @Nullable Opaque bloomfilter_basic_init(
      Runtime rt, double fp, long capacity, Str name) {
    if (fp < 0.0 || fp > 1.0) {
      rt.note(Level.ERROR, "false-positive rate must take value between 0 and 1");
      return null;
    }
    double perElement = -Math.log(fp) / Math.log(2);
    double cells = Math.max(1, Math.ceil(capacity * perElement / Math.log(2)));
    return make(rt, Math.max(1, Math.ceil(perElement)), cells, MOST_CELLS, 1, name);
  }

  @MayMiss
  public static @Nullable Opaque bloomfilter_basic_init2(Runtime rt, long k, long cells, Str name) {
    if (k == 0 || cells == 0) {
      rt.note(
          Level.ERROR,
          "number of " + (k == 0 ? "hash functions" : "cells") + " must be non-negative");
      return null;
    }
    return make(rt, (double) k, (double) cells, MOST_CELLS, 1, name);
  }

  @MayMiss
  public static @Nullable Opaque bloomfilter_counting_init(
      Runtime rt, long k, long cells, long max, Str name) {
    if (max == 0) {
      rt.note(Level.ERROR, "max counter value must be greater than 0");
      return null;
    }
    // A counter has just enough bits for the highest value, and counts to their end.
    int bits = Math.min(31, Long.SIZE - Long.numberOfLeadingZeros(max));
    return make(rt, (double) k, (double) cells, MOST_COUNTERS, (1L << bits) - 1, name);
  }

  public static void bloomfilter_add(Runtime rt, Opaque bf, Object x) {
    BloomFilter filter = filter(rt, bf);
    if (isOther(filter.type, x)) {
      rt.note(Level.ERROR, "incompatible Bloom filter types");
      return;
    }
    filter.type = Values.typeOf(x);
    filter.add(x);
  }

  public static boolean bloomfilter_decrement(Runtime rt, Opaque bf, Object x) {
    BloomFilter filter = filter(rt, bf);
    if (isOther(filter.type, x)) {
      rt.note(Level.ERROR, "incompatible Bloom filter types");
      return false;
    }
    return filter.isCounting() && filter.remove(x);
  }

  public static long bloomfilter_lookup(Runtime rt, Opaque bf, Object x) {
    BloomFilter filter = filter(rt, bf);
    if (isOther(filter.type, x)) {
      rt.note(Level.ERROR, "incompatible Bloom filter types");
      return 0;
    }
    return filter.type == null ? 0 : filter.count(x);
  }

  public static void bloomfilter_clear(Runtime rt, Opaque bf) {
    filter(rt, bf).clear();
  }

  private static @Nullable Opaque combine(Runtime rt, Opaque bf1, Opaque bf2, boolean intersect) {
    BloomFilter one = filter(rt, bf1);
    BloomFilter two = filter(rt, bf2);
    Type known = one.type;
    if (known != null && two.type != null && !Types.same(known, two.type)) {
      rt.note(Level.ERROR, "incompatible Bloom filter types");
      return null;
    }
    if (!one.isLike(two)) {
      rt.note(Level.ERROR, "incompatible Bloom filters");
      return null;
    }
    return one.combined(two, intersect);
  }

  @MayMiss
  public static @Nullable Opaque bloomfilter_merge(Runtime rt, Opaque bf1, Opaque bf2) {
    return combine(rt, bf1, bf2, false);
  }

  @MayMiss
  public static @Nullable Opaque bloomfilter_intersect(Runtime rt, Opaque bf1, Opaque bf2) {
    return combine(rt, bf1, bf2, true);
  }

  public static Str bloomfilter_internal_state(Runtime rt, Opaque bf) {
    return Str.of(Long.toUnsignedString(filter(rt, bf).state()));
  }
}
