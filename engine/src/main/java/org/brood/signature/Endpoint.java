package org.brood.signature;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.brood.analyzer.Detection;
import org.brood.analyzer.PatternType;
import org.brood.conn.Conn;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.flow.TcpState;
import org.brood.flow.Transport;
import org.brood.regex.RegexSet;
import org.brood.script.value.Str;
import org.brood.signature.SignatureSet.ForProtocol;
import org.brood.signature.SignatureSet.Requirement;
import org.brood.signature.SignatureSet.Rule;
import org.jspecify.annotations.Nullable;

/// Where the matching of one side of a connection stands.
final class Endpoint {
  private static final PatternType[] TYPES = PatternType.values();

  /// A signature whose expressions have all matched, and not yet its conditions.
  ///
  /// @param data the bytes that the last expression matched in, if the signature tells them
  private record Complete(Rule rule, Str data, long end) {}

  private static final Complete[] NO_COMPLETE = {};

  private final SignatureEngine engine;
  private final Conn conn;
  private final Detection.Found found;
  private final Side side;
  private final ForProtocol candidates;
  private BitSet applicable;
  private final RegexSet.@Nullable Matcher[] matchers = new RegexSet.Matcher[TYPES.length];
  private final boolean[] tried = new boolean[TYPES.length];
  private final BitSet matched = new BitSet();
  private final List<Complete> complete = new ArrayList<>(0);
  private @Nullable Endpoint opposite;
  private long payloadSize = -1;
  private long position;

  Endpoint(
      SignatureEngine engine, Conn conn, Detection.Found found, Side side, ForProtocol candidates) {
    this.engine = engine;
    this.conn = conn;
    this.found = found;
    this.side = side;
    this.candidates = candidates;
    this.applicable = candidates.headerless;
  }

  /// Chooses the signatures whose headers fit. Most have none: their set is shared until another
  /// one joins them.
  void select(boolean withHeaders) {
    if (!withHeaders) {
      return;
    }
    for (Rule rule : candidates.withHeaders) {
      if (engine.headersMatch(rule)) {
        if (applicable == candidates.headerless) {
          applicable = (BitSet) candidates.headerless.clone();
        }
        applicable.set(rule.number);
      }
    }
  }

  Conn conn() {
    return conn;
  }

  Side side() {
    return side;
  }

  /// The size of the first payload: 0 if only empty ones came, -1 if none did.
  long payloadSize() {
    return payloadSize;
  }

  void opposite(@Nullable Endpoint other) {
    opposite = other;
  }

  /// Begins: signatures without expressions are tried, and `^` matches here.
  void start() {
    for (Rule rule : candidates.pure) {
      if (applicable.get(rule.number) && conditionsHold(rule, Str.EMPTY, false)) {
        act(rule, Str.EMPTY, false, false);
      }
    }
    match(PatternType.PAYLOAD, MemorySegment.NULL, 0, 0, true, false, false);
  }

  private RegexSet.@Nullable Matcher matcher(PatternType type) {
    int index = type.ordinal();
    if (!tried[index]) {
      tried[index] = true;
      RegexSet set = candidates.patterns(type);
      matchers[index] = set == null ? null : set.matcher();
    }
    return matchers[index];
  }

  /// Matches bytes of a type.
  ///
  /// @param clear whether the text begins anew with them
  void match(
      PatternType type,
      MemorySegment data,
      long offset,
      int length,
      boolean bol,
      boolean eol,
      boolean clear) {
    boolean begins = bol;
    if (type == PatternType.PAYLOAD) {
      begins = payloadSize < 0;
      if (payloadSize <= 0) {
        payloadSize = length;
      }
    }
    if (clear) {
      position = 0;
    }
    long before = position;
    position += length;
    RegexSet.Matcher matcher = matcher(type);
    if (matcher == null) {
      return;
    }
    if (clear) {
      matcher.restart();
    }
    if (matcher.isFresh()) {
      // What matches nothing at all is no news, but counts once something else is found.
      matcher.feed(data, offset, 0, false, false);
    }
    if (matcher.feed(data, offset, length, begins, eol)) {
      newMatch(data, offset, length, before);
    }
  }

  /// Looks at all signatures that have expressions which matched, in the order of their numbers.
  private void newMatch(MemorySegment data, long offset, int length, long before) {
    List<Complete> fresh = new ArrayList<>(2);
    Str bytes = Str.EMPTY;
    for (RegexSet.Matcher matcher : matchers) {
      for (int i = 0; matcher != null && i < matcher.count(); i++) {
        Rule rule = engine.signatures().ruleOfPattern(matcher.id(i));
        if (applicable.get(rule.number)
            && !matched.get(rule.number)
            && allMatched(rule, matcher.end(i))) {
          if (rule.tellsBytes && bytes.isEmpty()) {
            bytes = copy(data, offset, length);
          }
          Str told = rule.tellsBytes ? bytes : Str.EMPTY;
          insert(new Complete(rule, told, matcher.end(i) - before), fresh);
        }
      }
    }
    for (Complete one : fresh) {
      Rule rule = one.rule();
      if (matched.get(rule.number)) {
        continue;
      }
      if (completeFor(rule) == null) {
        complete.add(one);
      }
      if (conditionsHold(rule, one.data(), false)) {
        act(rule, one.data(), true, false);
      }
    }
  }

  /// Keeps the order of the signatures' numbers; of two for one signature the later one stays.
  private static void insert(Complete one, List<Complete> into) {
    int place = into.size();
    while (place > 0 && into.get(place - 1).rule().number > one.rule().number) {
      place--;
    }
    if (place > 0 && into.get(place - 1).rule() == one.rule()) {
      into.set(place - 1, one);
    } else {
      into.add(place, one);
    }
  }

  private static Str copy(MemorySegment data, long offset, int length) {
    if (length == 0) {
      return Str.EMPTY;
    }
    byte[] bytes = new byte[length];
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
    return Str.wrap(bytes);
  }

  private boolean allMatched(Rule rule, long end) {
    for (int pattern : rule.patterns) {
      if (!hasMatched(pattern) || end > engine.signatures().depth(pattern)) {
        return false;
      }
    }
    return true;
  }

  private boolean hasMatched(int pattern) {
    for (RegexSet.Matcher matcher : matchers) {
      for (int i = 0; matcher != null && i < matcher.count(); i++) {
        if (matcher.id(i) == pattern) {
          return true;
        }
      }
    }
    return false;
  }

  private @Nullable Complete completeFor(Rule rule) {
    for (Complete one : complete) {
      if (one.rule() == rule) {
        return one;
      }
    }
    return null;
  }

  // ---- conditions

  private boolean conditionsHold(Rule rule, Str data, boolean atEnd) {
    for (Requirement need : rule.requires) {
      Endpoint looked = need.reverse() ? opposite : this;
      if (looked == null || need.negated() && !atEnd) {
        return false;
      }
      if (looked.matched.get(need.rule().number) == need.negated()) {
        return false;
      }
    }
    for (Condition condition : rule.signature.conditions) {
      if (!holds(condition, rule, data)) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(Condition condition, Rule rule, Str data) {
    return switch (condition) {
      case Condition.TcpState(int states) -> tcpState(states);
      case Condition.UdpState(int states) ->
          conn.flow().transport() == Transport.UDP
              && ((states & Condition.STATELESS) != 0 || isSide(states));
      case Condition.IpOptions() -> false;
      case Condition.SameIp() ->
          conn.flow().origHigh() == conn.flow().respHigh()
              && conn.flow().origLow() == conn.flow().respLow();
      case Condition.PayloadSize(Comparison comparison, long size) ->
          payloadSize > 0 && comparison.holds(payloadSize, size);
      case Condition.Eval(String name) -> engine.evaluate(name, rule, this, data);
    };
  }

  private boolean isSide(int states) {
    return ((states & Condition.ORIGINATOR) == 0 || side.isOriginator())
        && ((states & Condition.RESPONDER) == 0 || !side.isOriginator());
  }

  private boolean tcpState(int states) {
    if (!(conn.flow() instanceof TcpFlow tcp)) {
      return false;
    }
    if ((states & Condition.STATELESS) != 0) {
      return true;
    }
    return isSide(states)
        && ((states & Condition.ESTABLISHED) == 0
            || isEstablished(tcp.originator().state()) && isEstablished(tcp.responder().state()));
  }

  private static boolean isEstablished(TcpState state) {
    return switch (state) {
      case INACTIVE, SYN_SENT, SYN_ACK_SENT -> false;
      case PARTIAL, ESTABLISHED, CLOSED, RESET -> true;
    };
  }

  // ---- actions

  private void act(Rule rule, Str data, boolean hasData, boolean atEnd) {
    Endpoint other = opposite;
    if (other != null && other.matched.get(rule.number)) {
      return;
    }
    matched.set(rule.number);
    Complete match = completeFor(rule);
    if (match != null) {
      complete.removeIf(one -> one == match);
    }
    for (Action action : rule.signature.actions) {
      switch (action) {
        case Action.Raise raise ->
            engine.raise(raise, rule, this, data, hasData && match != null ? match.end() : 0);
        case Action.Enable(String tag, String below) -> found.enable(tag, below);
        case Action.Mime _, Action.Disable _ -> {
          // Nothing to do with connections.
        }
      }
    }
    for (Rule dependent : rule.dependents) {
      tryAgain(dependent, atEnd);
      if (other != null) {
        other.tryAgain(dependent, atEnd);
      }
    }
  }

  /// Tries a signature again because one that it needs has matched.
  private void tryAgain(Rule rule, boolean atEnd) {
    if (matched.get(rule.number) || !applicable.get(rule.number)) {
      return;
    }
    if (rule.isPure()) {
      tryPurely(rule, null, atEnd);
      return;
    }
    Complete match = completeFor(rule);
    if (match != null) {
      tryPurely(rule, match.data(), atEnd);
    }
  }

  private void tryPurely(Rule rule, @Nullable Str data, boolean atEnd) {
    if (!matched.get(rule.number) && conditionsHold(rule, Str.EMPTY, atEnd)) {
      act(rule, data == null ? Str.EMPTY : data, data != null, atEnd);
    }
  }

  private void tryPureOnes() {
    for (Rule rule : candidates.pure) {
      if (applicable.get(rule.number)) {
        tryPurely(rule, null, true);
      }
    }
  }

  /// Forgets the bytes, as between two datagrams; what has matched stays.
  void clear() {
    tryPureOnes();
    payloadSize = -1;
    for (RegexSet.Matcher matcher : matchers) {
      if (matcher != null) {
        matcher.clear();
      }
    }
  }

  /// The side ends: `$` matches, and signatures that need that others did not match are tried.
  void finish() {
    match(PatternType.PAYLOAD, MemorySegment.NULL, 0, 0, false, true, false);
    tryPureOnes();
    for (Complete one : complete.toArray(NO_COMPLETE)) {
      tryPurely(one.rule(), one.data(), true);
    }
  }
}
