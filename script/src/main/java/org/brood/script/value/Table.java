package org.brood.script.value;

import java.util.Arrays;
import java.util.Objects;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.jspecify.annotations.Nullable;

/// A `table` or `set`: a hash table that iterates in order of insertion.
///
/// Open addressing over an array of entry numbers; entries lie in insertion order in parallel
/// arrays, deleted ones leave a hole until the arrays are packed. Adding and deleting while
/// iterating is safe: a [Cursor] goes by entry number, and packing, which happens only when an
/// entry is added, keeps the order and is told to cursors by the generation.
///
/// Keys are in plain boxed form, or a [Key] when there are several index columns. Set elements have
/// [#MEMBER] as value.
public final class Table {
  /// The value of a set's elements.
  public static final Object MEMBER = Boolean.TRUE;

  private static final int EMPTY = -1;

  /// How many entries are drawn to find one that can go.
  private static final int CANDIDATES = 8;

  private final TableType type;
  private @Nullable TableBehavior behavior;
  private boolean changing;

  /// What holds the entries; null while there are none, as in most tables that connections have.
  private @Nullable Store store;

  /// The arrays of a table that holds something.
  private static final class Store {
    private int[] index = {EMPTY};
    private @Nullable Object[] keys = {};
    private @Nullable Object[] values = {};
    private double @Nullable [] touched;
    private int used;
    private int head;
    private int live;
    private int generation;
    private int lot = 1;
    private int widthsPresent;
    private final long @Nullable [] widths;

    private Store(boolean subnets, boolean expires) {
      widths = subnets ? new long[129] : null;
      touched = expires ? new double[0] : null;
    }

    private int find(Object key) {
      int mask = index.length - 1;
      for (int at = spread(key) & mask; ; at = at + 1 & mask) {
        int entry = index[at];
        if (entry == EMPTY) {
          return -1;
        }
        Object other = keys[entry];
        if (other != null && (other == key || other.equals(key))) {
          return entry;
        }
      }
    }

    /// The network of so many bits that an address lies in, null if it is no key.
    private @Nullable Subnet network(Addr addr, int width) {
      long high = addr.maskedHigh(width);
      long low = addr.maskedLow(width);
      int mask = index.length - 1;
      for (int at = spread(Subnet.hash(high, low, width)) & mask; ; at = at + 1 & mask) {
        int entry = index[at];
        if (entry == EMPTY) {
          return null;
        }
        if (keys[entry] instanceof Subnet net && net.isOf(high, low, width)) {
          return net;
        }
      }
    }

    private void insert(Object key, Object value, double now) {
      if (used == keys.length) {
        makeRoom();
      }
      int entry = used++;
      keys[entry] = key;
      values[entry] = value;
      if (touched != null) {
        touched[entry] = now;
      }
      live++;
      place(key, entry);
      if (widths != null && key instanceof Subnet net) {
        widthsPresent += widths[net.width()]++ == 0 ? 1 : 0;
      }
    }

    private void place(Object key, int entry) {
      int mask = index.length - 1;
      int at = spread(key) & mask;
      while (index[at] != EMPTY) {
        at = at + 1 & mask;
      }
      index[at] = entry;
    }

    private void makeRoom() {
      pack(Math.max(4, Integer.highestOneBit(live) * (live >= keys.length * 3 / 4 ? 4 : 2)));
    }

    private void pack(int capacity) {
      @Nullable Object[] newKeys = new Object[capacity];
      @Nullable Object[] newValues = new Object[capacity];
      double[] newTouched = touched == null ? null : new double[capacity];
      int to = 0;
      for (int from = head; from < used; from++) {
        if (keys[from] != null) {
          newKeys[to] = keys[from];
          newValues[to] = values[from];
          if (newTouched != null && touched != null) {
            newTouched[to] = touched[from];
          }
          to++;
        }
      }
      if (to != used) {
        generation++;
      }
      keys = newKeys;
      values = newValues;
      touched = newTouched;
      used = to;
      head = 0;
      index = new int[capacity * 2];
      Arrays.fill(index, EMPTY);
      for (int i = 0; i < to; i++) {
        place(Objects.requireNonNull(keys[i]), i);
      }
    }

    /// A place among the entries, by a generator that gives the same ones in each run (xorshift,
    /// Marsaglia 2003).
    private int draw() {
      lot ^= lot << 13;
      lot ^= lot >>> 17;
      lot ^= lot << 5;
      return head + Integer.remainderUnsigned(lot, used - head);
    }

    /// The first entry from there on, round the end, whose key is another one. There must be one.
    private int others(int from, Object key) {
      int at = from;
      while (keys[at] == null || key.equals(keys[at])) {
        at = at + 1 < used ? at + 1 : head;
      }
      return at;
    }

    private @Nullable Object remove(int entry) {
      Object key = keys[entry];
      Object old = values[entry];
      keys[entry] = null;
      values[entry] = null;
      live--;
      if (widths != null && key instanceof Subnet net) {
        widthsPresent -= --widths[net.width()] == 0 ? 1 : 0;
      }
      while (live > 0 && keys[head] == null) {
        head++;
      }
      return old;
    }
  }

  public Table(TableType type) {
    this(type, null);
  }

  public Table(TableType type, @Nullable TableBehavior behavior) {
    this.type = type;
    this.behavior = behavior;
  }

  /// Begins to tell of a change.
  ///
  /// @return false if one is being told already: what is changed meanwhile is not told
  public boolean beginsChange() {
    boolean begins = !changing;
    changing = true;
    return begins;
  }

  /// A change has been told.
  public void changed() {
    changing = false;
  }

  public TableType type() {
    return type;
  }

  public boolean isSet() {
    return type.isSet();
  }

  public @Nullable TableBehavior behavior() {
    return behavior;
  }

  /// Replaces the attributes; entries that are there count as just touched.
  public void behave(TableBehavior newBehavior, double now) {
    behavior = newBehavior;
    Store s = store;
    if (s != null && newBehavior.expires()) {
      double[] times = new double[s.keys.length];
      Arrays.fill(times, now);
      s.touched = times;
    }
  }

  public int size() {
    Store s = store;
    return s == null ? 0 : s.live;
  }

  private static int spread(Object key) {
    return spread(key.hashCode());
  }

  private static int spread(int hash) {
    int h = hash * 0x9E3779B1;
    return h ^ h >>> 15;
  }

  /// The value of exactly this index, null if there is none. For a set [#MEMBER].
  public @Nullable Object get(Object key) {
    Store s = store;
    if (s == null) {
      return null;
    }
    int entry = s.find(key);
    return entry < 0 ? null : s.values[entry];
  }

  public boolean contains(Object key) {
    Store s = store;
    return s != null && s.find(key) >= 0;
  }

  /// The value of exactly this index, noting the access for `&read_expire`.
  public @Nullable Object read(Object key, double now) {
    Store s = store;
    int entry = s == null ? -1 : s.find(key);
    if (s == null || entry < 0) {
      return null;
    }
    TableBehavior b = behavior;
    if (b != null && s.touched != null && b.readTouches()) {
      s.touched[entry] = now;
    }
    return s.values[entry];
  }

  /// The stored index that equals `key`, null if there is none.
  public @Nullable Object storedKey(Object key) {
    Store s = store;
    int entry = s == null ? -1 : s.find(key);
    return s == null || entry < 0 ? null : s.keys[entry];
  }

  /// Adds or replaces an entry.
  ///
  /// @return the value that it had, null if it is new
  public @Nullable Object put(Object key, Object value) {
    return put(key, value, 0);
  }

  /// Like [#put(Object, Object)], noting the time for expiry.
  public @Nullable Object put(Object key, Object value, double now) {
    Store s = store;
    TableBehavior b = behavior;
    if (s == null) {
      boolean subnets = type.index().size() == 1 && type.index().getFirst() == Basic.SUBNET;
      s = new Store(subnets, b != null && b.expires());
      store = s;
    } else {
      int entry = s.find(key);
      if (entry >= 0) {
        Object old = s.values[entry];
        s.values[entry] = value;
        if (s.touched != null && b != null && b.writeTouches()) {
          s.touched[entry] = now;
        }
        return old;
      }
    }
    s.insert(Values.frozen(key), value, now);
    return null;
  }

  /// Removes an entry.
  ///
  /// @return the value that it had, null if it was not there
  public @Nullable Object remove(Object key) {
    Store s = store;
    int entry = s == null ? -1 : s.find(key);
    if (s == null || entry < 0) {
      return null;
    }
    Object old = s.remove(entry);
    if (s.live == 0) {
      store = null;
    }
    return old;
  }

  public void clear() {
    store = null;
  }

  /// For a table indexed by subnets: the longest prefix that contains the address, null if there is
  /// none.
  public @Nullable Subnet longestMatch(Addr addr) {
    Store s = store;
    long[] present = s == null ? null : s.widths;
    if (s == null || present == null || s.widthsPresent == 0) {
      return null;
    }
    for (int width = 128; width >= 0; width--) {
      if (present[width] > 0) {
        Subnet net = s.network(addr, width);
        if (net != null) {
          return net;
        }
      }
    }
    return null;
  }

  /// A walk over the entries in order of insertion. Entries that are added during the walk may or
  /// may not be seen.
  public final class Cursor {
    private @Nullable Store seen = store;
    private int next = seen == null ? 0 : seen.head;
    private int seenGeneration = seen == null ? 0 : seen.generation;
    private @Nullable Object current;
    private @Nullable Object currentValue;

    /// The keys in an order of their own, which come first.
    private Object @Nullable [] arranged;

    private int nextArranged;

    private Cursor() {
      TableOrder order = TableOrder.current();
      if (order != null && !isOrdered()) {
        Object[] all = insertedKeys();
        arranged = order.arrange(type, all) ? all : null;
      }
    }

    /// Goes to the next entry.
    @SuppressWarnings("ReferenceEquality")
    public boolean advance() {
      Store s = store;
      if (s == null) {
        return false;
      }
      if (arranged != null) {
        return advanceArranged(s, arranged);
      }
      if (s != seen || s.generation != seenGeneration) {
        relocate(s);
      }
      while (next < s.used) {
        int at = next++;
        Object key = s.keys[at];
        if (key != null) {
          current = key;
          currentValue = s.values[at];
          return true;
        }
      }
      return false;
    }

    private boolean advanceArranged(Store s, Object[] keys) {
      while (nextArranged < keys.length) {
        Object key = keys[nextArranged++];
        int entry = s.find(key);
        if (entry >= 0) {
          current = s.keys[entry];
          currentValue = s.values[entry];
          return true;
        }
      }
      return false;
    }

    /// The entries moved: goes on behind the current one; if that was deleted meanwhile, the walk
    /// ends.
    private void relocate(Store to) {
      seen = to;
      seenGeneration = to.generation;
      Object last = current;
      int entry = last == null ? -1 : to.find(last);
      next = last == null ? to.head : entry < 0 ? to.used : entry + 1;
    }

    public Object key() {
      return Objects.requireNonNull(current);
    }

    public Object value() {
      return Objects.requireNonNull(currentValue);
    }
  }

  public Cursor cursor() {
    return new Cursor();
  }

  /// All keys at this moment.
  public Object[] keys() {
    Object[] all = insertedKeys();
    TableOrder order = TableOrder.current();
    if (order != null && !isOrdered()) {
      order.arrange(type, all);
    }
    return all;
  }

  private boolean isOrdered() {
    TableBehavior b = behavior;
    return b != null && b.ordered();
  }

  private Object[] insertedKeys() {
    Store s = store;
    if (s == null) {
      return new Object[0];
    }
    Object[] all = new Object[s.live];
    int n = 0;
    for (int i = s.head; i < s.used; i++) {
      Object key = s.keys[i];
      if (key != null) {
        all[n++] = key;
      }
    }
    return all;
  }

  /// Notes an access, such as by `in` with `&read_expire`.
  public void touch(Object key, double now) {
    Store s = store;
    int entry = s == null ? -1 : s.find(key);
    if (s != null && entry >= 0 && s.touched != null) {
      s.touched[entry] = now;
    }
  }

  /// An entry that can go to make room: the oldest one, or, where access keeps entries, the one of
  /// a few drawn at random that was not touched for longest (as Redis does it), so that what is in
  /// use stays.
  ///
  /// @param spared a key that is not to go
  /// @return its key, null if no time is kept or there is no other
  public @Nullable Object stale(Object spared) {
    Store s = store;
    TableBehavior b = behavior;
    double[] touched = s == null ? null : s.touched;
    if (s == null || b == null || touched == null || s.live < 2) {
      return null;
    }
    if (!b.writeTouches()) {
      return s.keys[s.others(s.head, spared)];
    }
    int oldest = s.others(s.draw(), spared);
    for (int drawn = 1; drawn < CANDIDATES; drawn++) {
      int other = s.others(s.draw(), spared);
      if (touched[other] < touched[oldest]) {
        oldest = other;
      }
    }
    return s.keys[oldest];
  }

  /// When the entry was last touched, 0 if it is not there.
  public double lastTouched(Object key) {
    Store s = store;
    int entry = s == null ? -1 : s.find(key);
    return s == null || entry < 0 || s.touched == null ? 0 : s.touched[entry];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Table t) || t.size() != size()) {
      return false;
    }
    for (Cursor at = cursor(); at.advance(); ) {
      Object theirs = t.get(at.key());
      if (theirs == null || !theirs.equals(at.value())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (Cursor at = cursor(); at.advance(); ) {
      hash += at.key().hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return Describe.text(this, type);
  }
}
