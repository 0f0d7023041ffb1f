package org.brood.script.runtime;

import java.lang.ref.WeakReference;
import java.util.Objects;
import org.brood.script.type.EnumType;
import org.brood.script.type.TableType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Func;
import org.brood.script.value.Key;
import org.brood.script.value.Pattern;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.TableBehavior;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Table operations as scripts do them: with defaults, expiry and change handlers.
public final class Tables {
  private Tables() {}

  /// Makes a table and lets its entries expire if it has such an attribute.
  public static Table create(ScriptProgram p, TableType type, @Nullable TableBehavior behavior) {
    Table table = new Table(type, behavior);
    if (behavior != null && behavior.expires()) {
      watch(p.rt, table);
    }
    return table;
  }

  /// Replaces a table's attributes.
  public static void behave(ScriptProgram p, Table table, TableBehavior behavior) {
    TableBehavior before = table.behavior();
    table.behave(behavior, p.rt.networkTime());
    if (behavior.expires() && (before == null || !before.expires())) {
      watch(p.rt, table);
    }
  }

  public static TableBehavior.Delay fixedDelay(double seconds) {
    return () -> seconds;
  }

  /// An interval that a function gives.
  public static TableBehavior.Delay delay(Func function) {
    return () -> function.call() instanceof Double seconds ? seconds : -1;
  }

  /// An empty table whose type is not known yet, as one of a type.
  public static Table retype(Table table, TableType type) {
    return table.type().isUnspecified() ? new Table(type, table.behavior()) : table;
  }

  /// `t[subnet]` on a table indexed by subnets.
  public static Object getBySubnet(ScriptProgram p, Table table, Object key, String site) {
    Subnet found = covering(table, (Subnet) key);
    return get(p, table, found == null ? key : found, site);
  }

  /// `t[key]`
  public static Object get(ScriptProgram p, Table table, Object key, String site) {
    Object value = lookup(p, table, key);
    if (value == null) {
      throw new ScriptError("no such index", site);
    }
    return value;
  }

  /// The value of an index, the default if it is missing and there is one, else null.
  public static @Nullable Object lookup(ScriptProgram p, Table table, Object key) {
    TableBehavior behavior = table.behavior();
    if (behavior == null) {
      return table.get(key);
    }
    Object value = table.read(key, p.rt.networkTime());
    if (value != null) {
      return value;
    }
    Object made = makeDefault(behavior, key);
    if (made != null && behavior.defaultInsert()) {
      put(p, table, key, made);
    }
    return made;
  }

  private static @Nullable Object makeDefault(TableBehavior behavior, Object key) {
    Object fixed = behavior.defaultValue();
    if (fixed != null) {
      return Values.copy(fixed);
    }
    Func function = behavior.defaultFunction();
    return function == null ? null : function.call(arguments(key));
  }

  private static @Nullable Object[] arguments(Object key) {
    if (!(key instanceof Key k)) {
      return new Object[] {key};
    }
    @Nullable Object[] arguments = new Object[k.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = k.part(i);
    }
    return arguments;
  }

  /// `t[addr]` on a table indexed by subnets: the entry of the longest prefix.
  public static Object getByAddr(ScriptProgram p, Table table, Addr addr, String site) {
    Subnet net = table.longestMatch(addr);
    Object value = net == null ? null : table.read(net, p.rt.networkTime());
    if (value == null) {
      TableBehavior behavior = table.behavior();
      value = behavior == null ? null : makeDefault(behavior, Subnet.of(addr, 128));
    }
    if (value == null) {
      throw new ScriptError("no such index", site);
    }
    return value;
  }

  public static boolean containsAddr(Table table, Addr addr) {
    return table.longestMatch(addr) != null;
  }

  /// `t[subnet]` on a table indexed by subnets finds the longest prefix that covers it.
  public static @Nullable Subnet covering(Table table, Subnet net) {
    for (int width = net.width(); width >= 0; width--) {
      Subnet wider = Subnet.of(net.prefix(), width);
      if (table.contains(wider)) {
        return wider;
      }
    }
    return null;
  }

  /// `t[string]` on a table indexed by patterns: the values of all that match.
  public static Vec getByString(Table table, Str string) {
    Vec found = new Vec(new VectorType(Objects.requireNonNull(table.type().value())));
    Table.Cursor cursor = table.cursor();
    while (cursor.advance()) {
      if (((Pattern) cursor.key()).matches(string)) {
        found.add(cursor.value());
      }
    }
    return found;
  }

  public static boolean containsString(Table table, Str string) {
    Table.Cursor cursor = table.cursor();
    while (cursor.advance()) {
      if (((Pattern) cursor.key()).matches(string)) {
        return true;
      }
    }
    return false;
  }

  /// `key in t`
  public static boolean contains(ScriptProgram p, Table table, Object key) {
    TableBehavior behavior = table.behavior();
    return behavior == null ? table.contains(key) : table.read(key, p.rt.networkTime()) != null;
  }

  /// `t[key] = value`
  public static void put(ScriptProgram p, Table table, Object key, Object value) {
    TableBehavior behavior = table.behavior();
    if (behavior == null) {
      table.put(key, value);
      return;
    }
    Object old = table.put(key, value, p.rt.networkTime());
    if (old == null && behavior.expires()) {
      makeRoom(p.rt, table, behavior, key);
    }
    Func onChange = behavior.onChange();
    if (onChange != null) {
      changed(
          p,
          table,
          onChange,
          old == null ? "TABLE_ELEMENT_NEW" : "TABLE_ELEMENT_CHANGED",
          key,
          old == null ? value : old);
    }
  }

  /// `add s[key]`
  public static void add(ScriptProgram p, Table set, Object key) {
    put(p, set, key, Table.MEMBER);
  }

  /// `delete t[key]`
  public static void remove(ScriptProgram p, Table table, Object key) {
    Object old = table.remove(key);
    TableBehavior behavior = table.behavior();
    if (old != null && behavior != null) {
      Func onChange = behavior.onChange();
      if (onChange != null) {
        changed(p, table, onChange, "TABLE_ELEMENT_REMOVED", key, old);
      }
    }
  }

  private static void changed(
      ScriptProgram p, Table table, Func onChange, String what, Object key, Object value) {
    if (table.beginsChange()) {
      try {
        onChange.call(changeArguments(p.rt, table, what, key, value));
      } finally {
        table.changed();
      }
    }
  }

  private static @Nullable Object[] changeArguments(
      Runtime rt, Table table, String what, Object key, Object value) {
    EnumType kinds = rt.info().enumeration("TableChange");
    EnumType.Item item = kinds == null ? null : kinds.item(what);
    @Nullable Object[] index = arguments(key);
    boolean set = table.isSet();
    @Nullable Object[] all = new Object[2 + index.length + (set ? 0 : 1)];
    all[0] = table;
    all[1] = item;
    System.arraycopy(index, 0, all, 2, index.length);
    if (!set) {
      all[all.length - 1] = value;
    }
    return all;
  }

  /// `t += u`
  public static void addAll(ScriptProgram p, Table to, Table from) {
    Table.Cursor cursor = from.cursor();
    while (cursor.advance()) {
      put(p, to, cursor.key(), cursor.value());
    }
  }

  /// `t -= u`
  public static void removeAll(ScriptProgram p, Table from, Table what) {
    for (Object key : what.keys()) {
      remove(p, from, key);
    }
  }

  public static Table union(Table a, Table b) {
    Table result = new Table(a.type());
    copyInto(result, a);
    copyInto(result, b);
    return result;
  }

  public static Table intersection(Table a, Table b) {
    Table result = new Table(a.type());
    Table.Cursor cursor = a.cursor();
    while (cursor.advance()) {
      if (b.contains(cursor.key())) {
        result.put(cursor.key(), cursor.value());
      }
    }
    return result;
  }

  public static Table difference(Table a, Table b) {
    Table result = new Table(a.type());
    Table.Cursor cursor = a.cursor();
    while (cursor.advance()) {
      if (!b.contains(cursor.key())) {
        result.put(cursor.key(), cursor.value());
      }
    }
    return result;
  }

  private static void copyInto(Table to, Table from) {
    Table.Cursor cursor = from.cursor();
    while (cursor.advance()) {
      to.put(cursor.key(), cursor.value());
    }
  }

  public static boolean containsSubnet(Table table, Subnet net) {
    return covering(table, net) != null;
  }

  public static boolean properSubset(Table a, Table b) {
    return a.size() < b.size() && subset(a, b);
  }

  /// Whether all of a is in b.
  public static boolean subset(Table a, Table b) {
    Table.Cursor cursor = a.cursor();
    while (cursor.advance()) {
      if (!b.contains(cursor.key())) {
        return false;
      }
    }
    return true;
  }

  // ---- expiry

  /// A deep copy, of which tables expire on their own.
  public static @Nullable Object copy(Runtime rt, @Nullable Object value) {
    return Values.copy(
        value,
        table -> {
          TableBehavior behavior = table.behavior();
          if (behavior != null && behavior.expires()) {
            watch(rt, table);
          }
        });
  }

  /// Lets entries expire before their time where there are too many: what an attacker can add to at
  /// will must not take all memory.
  private static void makeRoom(Runtime rt, Table table, TableBehavior behavior, Object added) {
    // The function of the one that goes may add another one; so one more than was added may go.
    for (int more = 2; more > 0 && table.size() > rt.tableExpireLimit; more--) {
      Object key = table.stale(added);
      if (key == null || !rt.evictions().begins()) {
        return;
      }
      try {
        Func function = behavior.expireFunction();
        if (function != null) {
          askFunction(rt, table, function, key);
        }
        expired(rt, table, behavior, key);
        rt.evictions().count(table);
      } finally {
        rt.evictions().ends();
      }
    }
  }

  private static void expired(Runtime rt, Table table, TableBehavior behavior, Object key) {
    Object old = table.remove(key);
    Func onChange = behavior.onChange();
    if (old != null && onChange != null && table.beginsChange()) {
      rt.callReporting(onChange, changeArguments(rt, table, "TABLE_ELEMENT_EXPIRED", key, old));
      table.changed();
    }
  }

  /// What the function says of an entry: for how many more seconds it stays.
  private static double askFunction(Runtime rt, Table table, Func function, Object key) {
    @Nullable Object[] index = arguments(key);
    @Nullable Object[] all;
    if (function.type().params().size() == index.length + 1) {
      all = new Object[index.length + 1];
      System.arraycopy(index, 0, all, 1, index.length);
    } else {
      Vec list = new Vec(new VectorType(org.brood.script.type.Basic.ANY));
      for (int i = 0; i < index.length; i++) {
        list.add(Values.toAny(index[i], table.type().index().get(i)));
      }
      all = new @Nullable Object[] {null, index.length == 1 ? list.get(0) : list};
    }
    all[0] = table;
    return rt.callReporting(function, all) instanceof Double d ? d : 0;
  }

  private static void watch(Runtime rt, Table table) {
    new Sweep(rt, table).schedule(rt.tableExpireInterval);
  }

  /// The regular look for expired entries of one table; it ends when nobody has the table any more.
  private static final class Sweep implements Timer {
    private final Runtime rt;
    private final WeakReference<Table> watched;
    private Object @Nullable [] rest;
    private int at;

    Sweep(Runtime rt, Table table) {
      this.rt = rt;
      this.watched = new WeakReference<>(table);
    }

    void schedule(double delay) {
      rt.timers().add(rt.networkTime() + delay, this);
    }

    @Override
    public void expire(double now) {
      Table table = watched.get();
      if (table == null || rt.isTerminating()) {
        return;
      }
      TableBehavior behavior = table.behavior();
      TableBehavior.Delay delay = behavior == null ? null : behavior.expireAfter();
      double after = delay == null ? -1 : seconds(delay);
      if (behavior == null || after < 0) {
        schedule(rt.tableExpireInterval);
        return;
      }
      Object[] keys = rest == null ? table.keys() : rest;
      int end = Math.min(keys.length, at + rt.tableIncrementalStep);
      for (; at < end; at++) {
        look(table, behavior, keys[at], after, now);
      }
      boolean more = at < keys.length;
      rest = more ? keys : null;
      at = more ? at : 0;
      schedule(more ? rt.tableExpireDelay : rt.tableExpireInterval);
    }

    private double seconds(TableBehavior.Delay delay) {
      try {
        return delay.seconds();
      } catch (ScriptError error) {
        rt.report(error);
        return -1;
      } catch (NoValue _) {
        return -1;
      }
    }

    private void look(Table table, TableBehavior behavior, Object key, double after, double now) {
      if (!table.contains(key)) {
        return;
      }
      double touched = table.lastTouched(key);
      if (touched == 0) {
        table.touch(key, now);
      } else if (touched + after < now) {
        expire(table, behavior, key, after, now);
      }
    }

    private void expire(Table table, TableBehavior behavior, Object key, double after, double now) {
      Func function = behavior.expireFunction();
      if (function != null) {
        double wait = askFunction(rt, table, function, key);
        if (wait > 0) {
          table.touch(key, now - after + wait);
          return;
        }
      }
      expired(rt, table, behavior, key);
    }
  }
}
