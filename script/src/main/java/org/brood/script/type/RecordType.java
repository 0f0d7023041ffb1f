package org.brood.script.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record type. It grows by `redef record` until the program is compiled; then its layout is
/// fixed.
public final class RecordType implements Type {

  /// A field.
  ///
  /// @param optional whether it has `&optional`
  /// @param hasDefault whether it has `&default`; the expression stands in the program's tree
  /// @param log whether it has `&log`
  /// @param deprecated the reason given with `&deprecated`, empty for none, null if it is not
  ///   deprecated
  /// @param typeColumn what `&type_column` names, empty without it
  public record Field(
      String name,
      Type type,
      boolean optional,
      boolean hasDefault,
      boolean log,
      @Nullable String deprecated,
      String typeColumn) {

    public Field(
        String name,
        Type type,
        boolean optional,
        boolean hasDefault,
        boolean log,
        @Nullable String deprecated) {
      this(name, type, optional, hasDefault, log, deprecated, "");
    }

    public Field withLog(boolean shown) {
      return new Field(name, type, optional, hasDefault, shown, deprecated, typeColumn);
    }
  }

  private final String name;
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private int id = -1;

  /// @param name the full name, such as `HTTP::Info`; empty for a type that has none
  public RecordType(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /// Appends a field; the caller has checked that the name is new.
  public void add(Field field) {
    slots.put(field.name(), fields.size());
    fields.add(field);
  }

  /// Replaces a field by one of the same name (`redef record X$f += &log`).
  public void replace(int slot, Field field) {
    fields.set(slot, field);
  }

  public List<Field> fields() {
    return Collections.unmodifiableList(fields);
  }

  public Field field(int slot) {
    return fields.get(slot);
  }

  public int size() {
    return fields.size();
  }

  /// The place of a field, -1 if there is none of this name.
  public int slot(String field) {
    return slots.getOrDefault(field, -1);
  }

  /// The number of this type in its program, set when the program is compiled; -1 before.
  public int id() {
    return id;
  }

  /// Gives the type its number in the program.
  public void number(int given) {
    this.id = given;
  }

  @Override
  public String describe() {
    return name.isEmpty() ? describeFields() : name;
  }

  /// The type written out, as for one without a name.
  public String describeFields() {
    if (fields.isEmpty()) {
      return "record {  }";
    }
    StringBuilder text = new StringBuilder("record { ");
    for (Field field : fields) {
      text.append(field.name()).append(':').append(field.type().describe()).append("; ");
    }
    return text.append('}').toString();
  }

  @Override
  public String toString() {
    return describe();
  }
}
