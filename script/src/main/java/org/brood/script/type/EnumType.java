package org.brood.script.type;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An enumeration. It grows by `redef enum` until the program is compiled.
public final class EnumType implements Type {

  /// One enumerator, which is also the run-time value: there is one object for each, compared by
  /// identity.
  ///
  /// `name` is the full name as it is printed, such as `Notice::ACTION_LOG`.
  public static final class Item {
    private final EnumType type;
    private final String name;
    private final long value;

    private Item(EnumType type, String name, long value) {
      this.type = type;
      this.name = name;
      this.value = value;
    }

    public EnumType type() {
      return type;
    }

    public String name() {
      return name;
    }

    public long value() {
      return value;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final String name;
  private final Map<String, Item> byName = new LinkedHashMap<>();
  private final Map<Long, Item> byValue = new LinkedHashMap<>();
  private long next;

  /// @param name the full name of the type, such as `Notice::Type`
  public EnumType(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /// Adds an enumerator with the next free value.
  public Item add(String fullName) {
    while (byValue.containsKey(next)) {
      next++;
    }
    return add(fullName, next);
  }

  /// Adds an enumerator with a given value; the first name of a value is the one that is printed.
  public Item add(String fullName, long value) {
    Item item = new Item(this, fullName, value);
    byName.put(fullName, item);
    byValue.putIfAbsent(value, item);
    next = Math.max(next, value + 1);
    return item;
  }

  public @Nullable Item item(String fullName) {
    return byName.get(fullName);
  }

  public @Nullable Item item(long value) {
    return byValue.get(value);
  }

  public List<Item> items() {
    return new ArrayList<>(byName.values());
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public String toString() {
    return describe();
  }
}
