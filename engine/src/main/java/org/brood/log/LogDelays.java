package org.brood.log;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Func;
import org.brood.script.value.Opaque;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// Rows that scripts hold back with `Log::delay`: between the policy of the stream and those of its
/// filters. A row goes on when each delay is finished, when its time is over, or when too many
/// wait.
final class LogDelays {
  /// How often a row can be held back again when the run ends.
  private static final int MAX_LAST_ROUNDS = 10;

  private final Runtime rt;
  private final Completion completion;
  private long lastToken;
  private @Nullable Row active;

  /// Takes the rows that go on.
  interface Completion {
    /// @param vetoed whether the stream's policy was against it: then only the filters' policies
    ///   run
    void complete(LogStream stream, Record row, boolean vetoed);
  }

  /// What `Log::delay` returns.
  abstract static sealed class Token implements Opaque {
    @Override
    public final String typeName() {
      return "LogDelayTokenVal";
    }

    @Override
    public final Opaque copied() {
      return this;
    }
  }

  /// What a call that went wrong returns.
  private static final class NoToken extends Token {}

  /// A row on its way through a stream, which is held back while somebody delays it.
  static final class Row extends Token {
    private final LogStream stream;
    private final Record record;
    private List<Func> callbacks = List.of();
    private long token;
    private int holders;
    private double due;

    /// Whether hook or callbacks run that may delay it.
    private boolean isOpen;

    Row(LogStream stream, Record record) {
      this.stream = stream;
      this.record = record;
    }
  }

  LogDelays(Runtime rt, Completion completion) {
    this.rt = rt;
    this.completion = completion;
  }

  /// Sends a row by the stream's policy, and holds it back if that delays it.
  ///
  /// @param policy runs the hook; whether the row passes
  void write(LogStream stream, Record record, BooleanSupplier policy) {
    Row row = new Row(stream, record);
    if (whileOpen(row, policy)) {
      goOn(row);
    } else {
      completion.complete(stream, record, true);
    }
  }

  /// Asks scripts about a row, which they may delay meanwhile.
  private boolean whileOpen(Row row, BooleanSupplier asking) {
    Row outer = active;
    active = row;
    row.isOpen = true;
    try {
      return asking.getAsBoolean();
    } finally {
      row.isOpen = false;
      active = outer;
    }
  }

  private void goOn(Row row) {
    if (row.holders == 0 && row.callbacks.isEmpty()) {
      completion.complete(row.stream, row.record, false);
    } else if (row.holders == 0) {
      release(row);
    } else {
      hold(row);
      evict(row.stream);
    }
  }

  private void hold(Row row) {
    row.due = rt.networkTime() + row.stream.maxDelay;
    row.stream.delayed.add(row);
    double due = row.due;
    if (!rt.isTerminating()) {
      rt.timers().add(due, _ -> timeOut(row, due));
    }
  }

  private void timeOut(Row row, double due) {
    if (row.due == due && row.stream.delayed.contains(row)) {
      release(row);
    }
  }

  /// Lets the oldest rows go until no more wait than may.
  private void evict(LogStream stream) {
    for (int tries = stream.delayed.size();
        tries > 0 && stream.delayed.size() > stream.maxDelayed;
        tries--) {
      release(stream.delayed.getFirst());
    }
    if (stream.delayed.size() > stream.maxDelayed) {
      rt.note(
          Level.WARNING,
          "unable to evict delayed records for stream %s queue_size=%d, all re-delayed?"
              .formatted(stream.id.name(), stream.delayed.size()));
    }
  }

  /// Asks those who delayed a row, and lets it go on if none of them objects or delays it again.
  private void release(Row row) {
    row.stream.delayed.remove(row);
    row.holders = 0;
    List<Func> asked = row.callbacks;
    row.callbacks = List.of();
    boolean passes = whileOpen(row, () -> callAll(asked, row));
    if (row.holders > 0) {
      hold(row);
    } else if (passes) {
      goOn(row);
    }
  }

  /// @return whether none of them objects
  private static boolean callAll(List<Func> callbacks, Row row) {
    boolean passes = true;
    for (Func callback : callbacks) {
      passes &= !Boolean.FALSE.equals(callback.call(row.record, row.stream.id));
    }
    return passes;
  }

  /// `Log::delay`
  Opaque delay(EnumType.Item id, Object record, Func callback) {
    Row row = active;
    if (row == null || !row.isOpen) {
      rt.note(Level.ERROR, "invalid Log::delay() call: outside of Log::log_stream_policy() hook");
      return new NoToken();
    }
    if (row.stream.id != id || row.record != record) {
      rt.note(Level.ERROR, "invalid Log::delay() call: argument mismatch with active Log::write()");
      return new NoToken();
    }
    if (row.token == 0) {
      row.token = ++lastToken;
    }
    row.holders++;
    if (!callback.name().equals("Log::empty_post_delay_cb")) {
      if (row.callbacks.isEmpty()) {
        row.callbacks = new ArrayList<>();
      }
      row.callbacks.add(callback);
    }
    return row;
  }

  /// `Log::delay_finish`
  boolean finish(EnumType.Item id, Object record, Opaque token) {
    if (!(token instanceof Row row)) {
      rt.note(Level.ERROR, "invalid Log::delay_finish() call: invalid token provided");
      return false;
    }
    if (row.record != record || row.stream.id != id) {
      rt.note(
          Level.ERROR,
          "record mismatch token=%d 0x%08x and 0x%08x"
              .formatted(
                  row.token, System.identityHashCode(row.record), System.identityHashCode(record)));
      return false;
    }
    if (row.holders == 0) {
      rt.note(Level.ERROR, "delay reference underflow for token=" + row.token);
      return false;
    }
    row.holders--;
    if (row.holders == 0 && !row.isOpen && row.stream.delayed.contains(row)) {
      release(row);
    }
    return true;
  }

  /// Sets how many rows of a stream may wait.
  void limit(LogStream stream, long most) {
    stream.maxDelayed = most;
    evict(stream);
  }

  /// Lets all rows of a stream go: it ends.
  void finish(LogStream stream) {
    for (int round = 0; round < MAX_LAST_ROUNDS && !stream.delayed.isEmpty(); round++) {
      for (Row row : new LinkedHashSet<>(stream.delayed)) {
        release(row);
      }
    }
    for (Row row : new LinkedHashSet<>(stream.delayed)) {
      completion.complete(stream, row.record, false);
    }
    stream.delayed.clear();
  }
}
