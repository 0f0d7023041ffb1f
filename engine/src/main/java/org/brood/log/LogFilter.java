package org.brood.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.brood.script.value.Func;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// A filter of a log stream: which columns go where.
final class LogFilter {
  private final Record definition;
  private final String name;
  private final List<LogColumn> columns;
  private final @Nullable Func extension;
  private final @Nullable Func policy;
  private final @Nullable Func pathFunction;
  private final EnumType.Item writer;
  private @Nullable String path;

  private LogFilter(
      Record definition,
      String name,
      List<LogColumn> columns,
      @Nullable Func extension,
      @Nullable String path) {
    this.definition = definition;
    this.name = name;
    this.columns = columns;
    this.extension = extension;
    this.path = path;
    this.policy = function(definition, "policy");
    this.pathFunction = function(definition, "path_func");
    this.writer = (EnumType.Item) Objects.requireNonNull(definition.get("writer"));
  }

  /// Reads a `Log::Filter` record.
  ///
  /// @throws IllegalArgumentException if a column can't be logged
  static LogFilter of(Record definition, RecordType streamColumns) {
    Func extension = function(definition, "ext_func");
    if (extension != null && extension.type().result() == Basic.VOID) {
      extension = null;
    }
    String scope = text(definition, "scope_sep", ".");
    List<LogColumn> columns = new ArrayList<>();
    if (extension != null) {
      if (!(extension.type().result() instanceof RecordType added)) {
        throw new IllegalArgumentException(
            "Return value of log_ext is not a record (got "
                + extension.type().result().describe()
                + ")");
      }
      Collector outer = new Collector(columns, scope, null, null, true);
      outer.walk(added, text(definition, "ext_prefix", "_"), List.of());
    }
    Table include = definition.get("include") instanceof Table t ? t : null;
    Table exclude = definition.get("exclude") instanceof Table t ? t : null;
    new Collector(columns, scope, include, exclude, false).walk(streamColumns, "", List.of());
    return new LogFilter(
        definition,
        text(definition, "name", "default"),
        renamed(columns, definition),
        extension,
        definition.get("path") instanceof Str s ? s.toString() : null);
  }

  private static List<LogColumn> renamed(List<LogColumn> columns, Record definition) {
    if (!(definition.get("field_name_map") instanceof Table map) || map.size() == 0) {
      return columns;
    }
    return columns.stream()
        .map(c -> map.get(Str.of(c.name())) instanceof Str s ? c.named(s.toString()) : c)
        .toList();
  }

  private static @Nullable Func function(Record definition, String field) {
    return definition.get(field) instanceof Func f ? f : null;
  }

  private static String text(Record definition, String field, String otherwise) {
    return definition.get(field) instanceof Str s ? s.toString() : otherwise;
  }

  /// Collects the columns of a record type and of the records in it.
  private record Collector(
      List<LogColumn> columns,
      String scope,
      @Nullable Table include,
      @Nullable Table exclude,
      boolean extension) {

    void walk(RecordType type, String prefix, List<Integer> slots) {
      for (int slot = 0; slot < type.size(); slot++) {
        RecordType.Field field = type.field(slot);
        if (!field.log()) {
          continue;
        }
        String name = prefix + field.name();
        List<Integer> path = new ArrayList<>(slots);
        path.add(slot);
        if (field.type() instanceof RecordType nested) {
          walk(nested, name + scope, path);
        } else if (isWanted(name)) {
          columns.add(new LogColumn(name, checked(field.type()), List.copyOf(path), extension));
        }
      }
    }

    private boolean isWanted(String name) {
      if (include != null && !include.contains(Str.of(name))) {
        return false;
      }
      return exclude == null || !exclude.contains(Str.of(name));
    }

    private static Type checked(Type type) {
      if (type == Basic.ANY
          || type == Basic.PATTERN
          || type instanceof org.brood.script.type.OpaqueType
          || type instanceof org.brood.script.type.TableType t && !t.isSet()) {
        throw new IllegalArgumentException("unsupported field type for log column");
      }
      return type;
    }
  }

  String name() {
    return name;
  }

  Record definition() {
    return definition;
  }

  List<LogColumn> columns() {
    return columns;
  }

  @Nullable Func policy() {
    return policy;
  }

  @Nullable Func pathFunction() {
    return pathFunction;
  }

  @Nullable Func postprocessor() {
    return function(definition, "postprocessor");
  }

  @Nullable Func extension() {
    return extension;
  }

  EnumType.Item writer() {
    return writer;
  }

  /// Seconds between rotations, 0 for none.
  double interval() {
    return definition.get("interv") instanceof Double d ? d : 0;
  }

  boolean isLocal() {
    return !Boolean.FALSE.equals(definition.get("log_local"));
  }

  @Nullable String path() {
    return path;
  }

  void path(String newPath) {
    path = newPath;
  }

  Map<String, String> config() {
    Map<String, String> config = new LinkedHashMap<>();
    if (definition.get("config") instanceof Table table) {
      Table.Cursor cursor = table.cursor();
      while (cursor.advance()) {
        config.put(cursor.key().toString(), cursor.value().toString());
      }
    }
    return config;
  }
}
