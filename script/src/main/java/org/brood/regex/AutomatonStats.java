package org.brood.regex;

/// What an automaton holds at the moment.
///
/// @param nfaStates states of the nondeterministic automaton
/// @param dfaStates rows in the table
/// @param flushes how often the table was full and thrown away
public record AutomatonStats(long nfaStates, long dfaStates, long flushes) {
  AutomatonStats plus(AutomatonStats more) {
    return new AutomatonStats(
        nfaStates + more.nfaStates, dfaStates + more.dfaStates, flushes + more.flushes);
  }
}
