package org.brood.script.bif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Opaque;
import org.brood.script.value.OpaqueState;
import org.brood.script.value.Str;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// The most frequent values of a stream in bounded memory: Metwally, Agrawal, El Abbadi, "Efficient
/// computation of frequent and top-k elements in data streams" (2005).
@Natives
public final class TopK {
  static final String TYPE = "topk";

  /// Numbers of a summary, and of each of its counters.
  private static final int HEAD = 3;

  private static final int EACH = 3;

  private TopK() {}

  /// One that another node sent.
  static Optional<Opaque> of(OpaqueState state) {
    return Summary.of(state);
  }

  /// A value and how often it came at most; `error` is how much of that may be too much.
  private static final class Counter {
    private final Object value;
    private long count;
    private long error;
    private long since;

    Counter(Object value) {
      this.value = value;
    }
  }

  /// The counters of one stream.
  private static final class Summary implements Opaque {
    private final long size;
    private final Map<Object, Counter> counters = new HashMap<>();

    /// The same, the rarest first; of equal ones, the one that got there first.
    private final TreeSet<Counter> order =
        new TreeSet<>(
            Comparator.<Counter>comparingLong(c -> c.count).thenComparingLong(c -> c.since));

    private long changes;
    private boolean pruned;

    Summary(long size) {
      this.size = size;
    }

    @Override
    public String typeName() {
      return TYPE;
    }

    @Override
    public Opaque copied() {
      Summary twin = new Summary(size);
      twin.changes = changes;
      twin.pruned = pruned;
      for (Counter counter : order) {
        Counter copy = new Counter(counter.value);
        copy.count = counter.count;
        copy.error = counter.error;
        copy.since = counter.since;
        twin.counters.put(copy.value, copy);
        twin.order.add(copy);
      }
      return twin;
    }

    /// Room, changes, whether it was pruned; of each counter, the rarest first, count, error and
    /// when it got there.
    @Override
    public Optional<OpaqueState> content() {
      List<Long> numbers = new ArrayList<>(List.of(size, changes, pruned ? 1L : 0L));
      List<Object> values = new ArrayList<>();
      for (Counter counter : order) {
        numbers.addAll(List.of(counter.count, counter.error, counter.since));
        values.add(counter.value);
      }
      return Optional.of(new OpaqueState(TYPE, numbers, Str.EMPTY, values, Basic.VOID));
    }

    static Optional<Opaque> of(OpaqueState state) {
      List<Long> numbers = state.numbers();
      if (numbers.size() != HEAD + EACH * state.values().size()) {
        return Optional.empty();
      }
      Summary made = new Summary(numbers.get(0));
      made.changes = numbers.get(1);
      made.pruned = numbers.get(2) != 0;
      int at = HEAD;
      for (Object value : state.values()) {
        Counter counter = new Counter(value);
        counter.count = numbers.get(at);
        counter.error = numbers.get(at + 1);
        counter.since = numbers.get(at + 2);
        at += EACH;
        // Each value once, and no two at the same time: else the two collections would differ.
        if (made.counters.putIfAbsent(value, counter) != null || !made.order.add(counter)) {
          return Optional.empty();
        }
      }
      return made.size > 0 ? Optional.of(made) : Optional.empty();
    }

    /// Counts a value. A new one takes the place of the rarest, and its count as its error.
    void add(Object value) {
      Counter counter = counters.get(value);
      long before = 0;
      if (counter == null && counters.size() >= size) {
        before = dropRarest();
      }
      increase(counter == null ? new Counter(value) : counter, before + 1, before);
    }

    private void increase(Counter counter, long count, long error) {
      if (counters.putIfAbsent(counter.value, counter) != null) {
        order.remove(counter);
      }
      counter.count += count;
      counter.error += error;
      counter.since = changes++;
      order.add(counter);
    }

    /// @return how often it came
    private long dropRarest() {
      Counter rarest = order.removeFirst();
      counters.remove(rarest.value);
      return rarest.count;
    }

    void merge(Summary other, boolean prune) {
      for (Counter more : new ArrayList<>(other.order)) {
        Counter known = counters.get(more.value);
        increase(known == null ? new Counter(more.value) : known, more.count, more.error);
      }
      while (prune && counters.size() > size) {
        pruned = true;
        dropRarest();
      }
    }

    /// The values of the highest counts; those that share the last place are all in it.
    List<Object> top(long k) {
      List<Object> top = new ArrayList<>();
      List<Object> equal = new ArrayList<>();
      long count = -1;
      for (Counter counter : order.descendingSet()) {
        if (counter.count != count) {
          top.addAll(equal.reversed());
          equal.clear();
          if (top.size() >= k) {
            return top;
          }
          count = counter.count;
        }
        equal.add(counter.value);
      }
      top.addAll(equal.reversed());
      return top;
    }
  }

  private static Summary of(Runtime rt, Opaque handle) {
    if (handle instanceof Summary summary) {
      return summary;
    }
    throw rt.error("not a topk");
  }

  public static Opaque topk_init(Runtime rt, long size) {
    if (size == 0) {
      throw rt.error("a topk needs room for one value at least");
    }
    return new Summary(size);
  }

  public static void topk_add(Runtime rt, Opaque handle, Object value) {
    Object copy = Values.copy(value);
    of(rt, handle).add(copy == null ? value : copy);
  }

  public static Vec topk_get_top(Runtime rt, Opaque handle, long k) {
    if (k == 0) {
      rt.report(Level.WARNING, "topk get with k=0");
      return new Vec(new VectorType(Basic.ANY));
    }
    List<Object> found = of(rt, handle).top(k);
    Type type = found.isEmpty() ? Basic.ANY : Values.typeOf(found.getFirst());
    Vec top = new Vec(new VectorType(type));
    // A vector of one type holds its values in their plain form.
    found.forEach(value -> top.add(Values.fromAny(value, type)));
    return top;
  }

  private static @Nullable Counter find(Runtime rt, Opaque handle, Object value, String what) {
    Counter counter = of(rt, handle).counters.get(value);
    if (counter == null) {
      rt.note(Level.ERROR, what + " for element that is not in top-k");
    }
    return counter;
  }

  public static long topk_count(Runtime rt, Opaque handle, Object value) {
    Counter counter = find(rt, handle, value, "GetCount");
    return counter == null ? 0 : counter.count;
  }

  public static long topk_epsilon(Runtime rt, Opaque handle, Object value) {
    Counter counter = find(rt, handle, value, "GetEpsilon");
    return counter == null ? 0 : counter.error;
  }

  public static long topk_size(Runtime rt, Opaque handle) {
    return of(rt, handle).size;
  }

  public static long topk_sum(Runtime rt, Opaque handle) {
    Summary summary = of(rt, handle);
    if (summary.pruned) {
      rt.note(
          Level.WARNING,
          "TopkVal::GetSum() was used on a pruned data structure. Result values do not represent total"
              + " element count");
    }
    long sum = 0;
    for (Counter counter : summary.counters.values()) {
      sum += counter.count;
    }
    return sum;
  }

  public static void topk_merge(Runtime rt, Opaque handle1, Opaque handle2) {
    of(rt, handle1).merge(of(rt, handle2), false);
  }

  public static void topk_merge_prune(Runtime rt, Opaque handle1, Opaque handle2) {
    of(rt, handle1).merge(of(rt, handle2), true);
  }
}
