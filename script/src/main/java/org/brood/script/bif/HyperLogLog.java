package org.brood.script.bif;

import java.util.List;
import java.util.Optional;
import org.brood.script.type.Basic;
import org.brood.script.type.Type;
import org.brood.script.value.Opaque;
import org.brood.script.value.OpaqueState;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// How many different elements there were: of each share of them, the longest run of zeros that a
/// hash began with.
final class HyperLogLog implements Opaque {
  static final String TYPE = "cardinality";

  private static final int FEWEST_BITS = 4;
  private static final int MOST_BITS = 24;

  /// The standard error is this, by the root of the number of registers.
  private static final double STANDARD_ERROR = 1.04;

  /// So many standard deviations are everything, as far as a double can tell.
  private static final double CERTAIN = 8.3;

  private static final double HASHES = 0x1p64;

  @Nullable Type type;
  private final int bits;
  private final byte[] registers;
  private int untouched;

  HyperLogLog(int bits) {
    this.bits = bits;
    this.registers = new byte[1 << bits];
    this.untouched = registers.length;
  }

  /// One that another node sent: the number of bits, and the registers.
  static Optional<Opaque> of(OpaqueState state) {
    if (state.numbers().size() != 1 || !state.values().isEmpty()) {
      return Optional.empty();
    }
    long bits = state.numbers().getFirst();
    byte[] registers = state.bytes().bytes();
    if (bits < FEWEST_BITS || bits > MOST_BITS || registers.length != 1 << bits) {
      return Optional.empty();
    }
    HyperLogLog made = new HyperLogLog((int) bits);
    for (int i = 0; i < registers.length; i++) {
      if (registers[i] < 0 || registers[i] > Long.SIZE - bits) {
        return Optional.empty();
      }
      made.registers[i] = registers[i];
      made.untouched -= registers[i] == 0 ? 0 : 1;
    }
    made.type = state.type() == Basic.VOID ? null : state.type();
    return Optional.of(made);
  }

  @Override
  public Optional<OpaqueState> content() {
    Type known = type;
    return Optional.of(
        new OpaqueState(
            TYPE,
            List.of((long) bits),
            Str.wrap(registers.clone()),
            List.of(),
            known == null ? Basic.VOID : known));
  }

  /// How many bits choose the register, so that the error is below `error` with this probability.
  static int bits(double error, double confidence) {
    double exact = 2 * (Math.log(STANDARD_ERROR) - Math.log(error)) / Math.log(2);
    int bits = (int) Math.floor(exact) + 1;
    // Each bit more than needed for one standard deviation is the root of two more of them.
    while (bits < MOST_BITS && within(Math.pow(2, (bits - exact) / 2)) < confidence) {
      bits++;
    }
    return Math.clamp(bits, FEWEST_BITS, MOST_BITS);
  }

  /// The probability that a normal variable is within so many standard deviations of its mean, by
  /// the midpoint rule.
  private static double within(double deviations) {
    if (deviations > CERTAIN) {
      return 1;
    }
    int steps = 2000;
    double width = deviations / steps;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double x = (i + 0.5) * width;
      sum += Math.exp(-x * x / 2);
    }
    return 2 * sum * width / Math.sqrt(2 * Math.PI);
  }

  void add(long hash) {
    int register = (int) (hash & registers.length - 1);
    int rank = Math.min(Long.numberOfLeadingZeros(hash >>> bits) - bits + 1, Long.SIZE - bits);
    if (registers[register] == 0) {
      untouched--;
    }
    registers[register] = (byte) Math.max(registers[register], rank);
  }

  /// @return whether the other one has as many registers
  boolean merge(HyperLogLog other) {
    if (other.bits != bits) {
      return false;
    }
    untouched = 0;
    for (int i = 0; i < registers.length; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
      untouched += registers[i] == 0 ? 1 : 0;
    }
    if (type == null) {
      type = other.type;
    }
    return true;
  }

  double estimate() {
    double inverses = 0;
    for (byte register : registers) {
      inverses += Math.scalb(1.0, -register);
    }
    double size = registers.length;
    double raw = bias() * size * size / inverses;
    if (raw <= 2.5 * size && untouched > 0) {
      // Few elements: count the registers that none fell into.
      return size * Math.log(size / untouched);
    }
    return raw <= HASHES / 30 ? raw : -HASHES * Math.log(1 - raw / HASHES);
  }

  private double bias() {
    return switch (registers.length) {
      case 16 -> 0.673;
      case 32 -> 0.697;
      case 64 -> 0.709;
      default -> 0.7213 / (1 + 1.079 / registers.length);
    };
  }

  @Override
  public String typeName() {
    return TYPE;
  }

  @Override
  public Opaque copied() {
    HyperLogLog twin = new HyperLogLog(bits);
    twin.merge(this);
    return twin;
  }
}
