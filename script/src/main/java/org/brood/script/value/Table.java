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

  /// The arrays of every table that holds nothing: most of those that connections have stay so.
  private static final int[] NO_INDEX = {EMPTY};

  private static final @Nullable Object[] NO_OBJECTS = {};
  private static final double[] NO_TIMES = {};

  private final TableType type;
  private final boolean subnets;
  private @Nullable TableBehavior behavior;
  private int[] index;
  private @Nullable Object[] keys;
  private @Nullable Object[] values;
  private double @Nullable [] touched;
  private int used;
  private int head;
  private int live;
  private int generation;
  private int widthsPresent;
  private long @Nullable [] widths;

  public Table(TableType type) {
    this(type, null);
  }

  public Table(TableType type, @Nullable TableBehavior behavior) {
    this.type = type;
    this.behavior = behavior;
    this.subnets = type.index().size() == 1 && type.index().getFirst() == Basic.SUBNET;
    this.index = NO_INDEX;
    this.keys = NO_OBJECTS;
    this.values = NO_OBJECTS;
    this.touched = behavior != null && behavior.expires() ? NO_TIMES : null;
    if (subnets) {
      this.widths = new long[129];
    }
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
    if (newBehavior.expires()) {
      touched = new double[keys.length];
      Arrays.fill(touched, now);
    }
  }

  public int size() {
    return live;
  }

  private static int spread(Object key) {
    int h = key.hashCode() * 0x9E3779B1;
    return h ^ h >>> 15;
  }

  private int find(Object key) {
    if (live == 0) {
      return -1;
    }
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

  /// The value of exactly this index, null if there is none. For a set [#MEMBER].
  public @Nullable Object get(Object key) {
    int entry = find(key);
    return entry < 0 ? null : values[entry];
  }

  public boolean contains(Object key) {
    return find(key) >= 0;
  }

  /// The value of exactly this index, noting the access for `&read_expire`.
  public @Nullable Object read(Object key, double now) {
    int entry = find(key);
    if (entry < 0) {
      return null;
    }
    TableBehavior b = behavior;
    if (b != null && touched != null && b.readTouches()) {
      touched[entry] = now;
    }
    return values[entry];
  }

  /// The stored index that equals `key`, null if there is none.
  public @Nullable Object storedKey(Object key) {
    int entry = find(key);
    return entry < 0 ? null : keys[entry];
  }

  /// Adds or replaces an entry.
  ///
  /// @return the value that it had, null if it is new
  public @Nullable Object put(Object key, Object value) {
    return put(key, value, 0);
  }

  /// Like [#put(Object, Object)], noting the time for expiry.
  public @Nullable Object put(Object key, Object value, double now) {
    int entry = find(key);
    if (entry >= 0) {
      Object old = values[entry];
      values[entry] = value;
      TableBehavior b = behavior;
      if (touched != null && b != null && b.writeTouches()) {
        touched[entry] = now;
      }
      return old;
    }
    insert(Values.frozen(key), value, now);
    return null;
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

  /// Removes an entry.
  ///
  /// @return the value that it had, null if it was not there
  public @Nullable Object remove(Object key) {
    int entry = find(key);
    if (entry < 0) {
      return null;
    }
    return removeEntry(entry);
  }

  private @Nullable Object removeEntry(int entry) {
    Object key = keys[entry];
    Object old = values[entry];
    keys[entry] = null;
    values[entry] = null;
    live--;
    if (widths != null && key instanceof Subnet net) {
      widthsPresent -= --widths[net.width()] == 0 ? 1 : 0;
    }
    if (live == 0) {
      clear();
    } else {
      while (keys[head] == null) {
        head++;
      }
    }
    return old;
  }

  public void clear() {
    if (used > 0) {
      generation++;
    }
    index = NO_INDEX;
    keys = NO_OBJECTS;
    values = NO_OBJECTS;
    touched = touched == null ? null : NO_TIMES;
    used = 0;
    head = 0;
    live = 0;
    widthsPresent = 0;
    if (widths != null) {
      Arrays.fill(widths, 0);
    }
  }

  /// For a table indexed by subnets: the longest prefix that contains the address, null if there is
  /// none.
  public @Nullable Subnet longestMatch(Addr addr) {
    long[] present = widths;
    if (present == null || widthsPresent == 0) {
      return null;
    }
    for (int width = 128; width >= 0; width--) {
      if (present[width] > 0) {
        Subnet net = Subnet.of(addr, width);
        if (find(net) >= 0) {
          return net;
        }
      }
    }
    return null;
  }

  /// A walk over the entries in order of insertion. Entries that are added during the walk may or
  /// may not be seen.
  public final class Cursor {
    private int next = head;
    private int seenGeneration = generation;
    private @Nullable Object current;
    private @Nullable Object currentValue;

    private Cursor() {}

    /// Goes to the next entry.
    public boolean advance() {
      if (seenGeneration != generation) {
        relocate();
      }
      while (next < used) {
        int at = next++;
        Object key = keys[at];
        if (key != null) {
          current = key;
          currentValue = values[at];
          return true;
        }
      }
      return false;
    }

    /// The entries moved: goes on behind the current one; if that was deleted meanwhile, the walk
    /// ends.
    private void relocate() {
      seenGeneration = generation;
      Object last = current;
      int entry = last == null ? -1 : find(last);
      next = last == null ? head : entry < 0 ? used : entry + 1;
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
    Object[] all = new Object[live];
    int n = 0;
    for (int i = head; i < used; i++) {
      Object key = keys[i];
      if (key != null) {
        all[n++] = key;
      }
    }
    return all;
  }

  /// Notes an access, such as by `in` with `&read_expire`.
  public void touch(Object key, double now) {
    int entry = find(key);
    if (entry >= 0 && touched != null) {
      touched[entry] = now;
    }
  }

  /// When the entry was last touched, 0 if it is not there.
  public double lastTouched(Object key) {
    int entry = find(key);
    return entry < 0 || touched == null ? 0 : touched[entry];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Table t) || t.live != live) {
      return false;
    }
    for (int i = head; i < used; i++) {
      Object key = keys[i];
      if (key != null) {
        Object theirs = t.get(key);
        if (theirs == null || !theirs.equals(values[i])) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = head; i < used; i++) {
      Object key = keys[i];
      if (key != null) {
        hash += key.hashCode();
      }
    }
    return hash;
  }

  @Override
  public String toString() {
    return Describe.text(this, type);
  }
}
