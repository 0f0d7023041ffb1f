package org.brood.signature;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.brood.analyzer.Detection;
import org.brood.analyzer.PatternType;
import org.brood.conn.Conn;
import org.brood.decode.Packet;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.flow.Side;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.signature.SignatureSet.Rule;
import org.jspecify.annotations.Nullable;

/// Matches signatures with connections: one object a worker.
final class SignatureEngine implements Detection {
  private final SignatureSet signatures;
  private final Events events;
  private final Runtime rt;
  private final RecordShape stateRecord;
  private final PacketHeaders headers = new PacketHeaders();

  /// Outcomes of header tests for the packet at hand: 0 not tried, 1 false, 2 true.
  private final byte[] outcomes;

  SignatureEngine(SignatureSet signatures, Events events) {
    this.signatures = signatures;
    this.events = events;
    this.rt = events.runtime();
    this.stateRecord = events.record("signature_state");
    this.outcomes = new byte[signatures.headers().size()];
  }

  SignatureSet signatures() {
    return signatures;
  }

  @Override
  public Matching begin(Conn conn, Found found) {
    return new Both(conn, found);
  }

  @Override
  public boolean looksAt(PatternType type) {
    return signatures.has(type);
  }

  @Override
  public boolean canWait(Packet packet) {
    if (!signatures.isBeyondFiles()) {
      return true;
    }
    headers.wrap(packet.ip);
    SignatureSet.ForProtocol candidates = signatures.forProtocol(headers.protocol());
    if (!candidates.isQuiet()) {
      return false;
    }
    Arrays.fill(outcomes, (byte) 0);
    for (Rule rule : candidates.withHeaders) {
      if (headersMatch(rule)) {
        return false;
      }
    }
    return true;
  }

  /// The two sides of a connection.
  private final class Both implements Matching {
    private final Conn conn;
    private final Found found;
    private @Nullable Endpoint originator;
    private @Nullable Endpoint responder;

    Both(Conn conn, Found found) {
      this.conn = conn;
      this.found = found;
    }

    private @Nullable Endpoint side(Side from) {
      return from.isOriginator() ? originator : responder;
    }

    @Override
    public boolean hasBegun(Side from) {
      return side(from) != null || !signatures.isBeyondFiles();
    }

    @Override
    public void first(Side from, @Nullable Packet packet) {
      if (hasBegun(from)) {
        return;
      }
      if (packet == null) {
        headers.invent(conn.flow(), from);
      } else {
        headers.wrap(packet.ip);
      }
      begin(from, true);
    }

    @Override
    public void resume(Side from) {
      if (!hasBegun(from)) {
        begin(from, false);
      }
    }

    private Endpoint begin(Side from, boolean withHeaders) {
      Endpoint made =
          new Endpoint(
              SignatureEngine.this,
              conn,
              found,
              from,
              signatures.forProtocol(withHeaders ? headers.protocol() : conn.flow().protocol()));
      if (withHeaders) {
        Arrays.fill(outcomes, (byte) 0);
      }
      made.select(withHeaders);
      Endpoint other = side(from.opposite());
      made.opposite(other);
      if (other != null) {
        other.opposite(made);
      }
      if (from.isOriginator()) {
        originator = made;
      } else {
        responder = made;
      }
      made.start();
      return made;
    }

    @Override
    public void match(
        PatternType type,
        MemorySegment data,
        long offset,
        int length,
        Side from,
        boolean bol,
        boolean eol,
        boolean clear) {
      if (!signatures.isBeyondFiles()) {
        return;
      }
      Endpoint endpoint = side(from);
      if (endpoint == null) {
        endpoint = begin(from, false);
      }
      endpoint.match(type, data, offset, length, bol, eol, clear);
    }

    @Override
    public void clear(Side from) {
      Endpoint endpoint = side(from);
      if (endpoint != null) {
        endpoint.clear();
      }
    }

    @Override
    public void finish() {
      Endpoint first = originator;
      Endpoint second = responder;
      if (first != null) {
        first.finish();
      }
      if (second != null) {
        second.finish();
      }
    }
  }

  /// Whether the packet at hand has the headers that a signature wants.
  boolean headersMatch(Rule rule) {
    for (int test : rule.headers) {
      if (outcomes[test] == 0) {
        outcomes[test] = (byte) (signatures.headers().get(test).matches(headers) ? 2 : 1);
      }
      if (outcomes[test] == 1) {
        return false;
      }
    }
    return true;
  }

  private Record state(Rule rule, Endpoint endpoint) {
    Record state = stateRecord.make();
    state.set("sig_id", Str.of(rule.signature.id()));
    state.set("conn", endpoint.conn().record());
    state.set("is_orig", endpoint.side().isOriginator());
    state.set("payload_size", endpoint.payloadSize());
    return state;
  }

  /// What a function of the scripts says, or a variable.
  boolean evaluate(String name, Rule rule, Endpoint endpoint, Str data) {
    int function = rt.info().function(name);
    if (function < 0) {
      return Boolean.TRUE.equals(events.global(name));
    }
    Object result = rt.callReporting(rt.program().function(function), state(rule, endpoint), data);
    return Boolean.TRUE.equals(result);
  }

  void raise(Action.Raise raise, Rule rule, Endpoint endpoint, Str data, long end) {
    if (!raise.event().isWanted()) {
      return;
    }
    Record state = state(rule, endpoint);
    Str message = raise.message();
    if (message == null) {
      if (raise.withEnd()) {
        raise.event().raise(state, data, end);
      } else {
        raise.event().raise(state, data);
      }
    } else if (raise.withEnd()) {
      raise.event().raise(state, message, data, end);
    } else {
      raise.event().raise(state, message, data);
    }
  }
}
