package org.brood.signature;

/// How a number or an address of a packet is compared with those of a signature.
enum Comparison {
  AT_MOST,
  AT_LEAST,
  LESS,
  GREATER,
  EQUAL,
  UNEQUAL;

  /// Whether an outcome of `compare` is what is asked for; [#UNEQUAL] is asked as [#EQUAL] and
  /// turned round by the caller, for it must hold for all values of a list.
  boolean accepts(int order) {
    return switch (this) {
      case AT_MOST -> order <= 0;
      case AT_LEAST -> order >= 0;
      case LESS -> order < 0;
      case GREATER -> order > 0;
      case EQUAL, UNEQUAL -> order == 0;
    };
  }

  /// Compares one number.
  boolean holds(long left, long right) {
    boolean accepted = accepts(Long.compare(left, right));
    return this == UNEQUAL ? !accepted : accepted;
  }
}
