package org.brood.regex;

/// The bounds on what a pattern may cost. Patterns come from scripts and signatures, but scripts
/// can build them from traffic.
public final class RegexLimits {
  /// How deep groups and repetitions may be nested; the parser and the compiler are recursive.
  public static final int MAX_DEPTH = 500;

  /// How many NFA states one automaton may have, all its expressions together.
  public static final int MAX_NFA_STATES = 4_000_000;

  /// How many NFA states one expression may have once its repetitions are written out.
  public static final int MAX_EXPRESSION_STATES = 400_000;

  /// Table cells (four bytes each) that one pattern's automaton may hold before its cache is
  /// flushed.
  static final int PATTERN_CELLS = 1 << 16;

  /// Table cells that the automaton of a set of expressions may hold before its cache is flushed.
  static final int SET_CELLS = 1 << 21;

  private RegexLimits() {}
}
