package org.brood.log.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.util.List;
import org.brood.log.LogColumn;
import org.brood.log.LogWriter;
import org.brood.log.RowFormat;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.Type;
import org.brood.script.value.ByteSink;
import org.brood.script.value.FileVal;
import org.brood.script.value.Func;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// The rows of one path as rows of one table. Sets and vectors are texts; what is unset, or an
/// empty string, is NULL.
final class SqliteWriter implements LogWriter {
  private final SqliteDatabase database;
  private final PreparedStatement insert;
  private final RowFormat elements;
  private final Runnable closed;
  private final ByteSink text = new ByteSink(64);

  /// @param elements writes sets and vectors
  /// @param closed told when the database was closed with this writer
  SqliteWriter(
      SqliteDatabase database, PreparedStatement insert, RowFormat elements, Runnable closed) {
    this.database = database;
    this.insert = insert;
    this.elements = elements;
    this.closed = closed;
  }

  /// How SQLite calls the type of a column.
  static String sqlType(Type type) {
    return switch (type) {
      case Basic basic ->
          switch (basic) {
            case BOOL -> "boolean";
            case INT, COUNT, PORT -> "integer";
            case DOUBLE, TIME, INTERVAL -> "double precision";
            default -> "text";
          };
      default -> "text";
    };
  }

  @Override
  public void write(List<LogColumn> columns, @Nullable Object[] values) throws IOException {
    @Nullable Object[] row = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      row[i] = plain(values[i], columns.get(i));
    }
    database.write(insert, row);
  }

  private @Nullable Object plain(@Nullable Object value, LogColumn column) {
    return switch (value) {
      case null -> null;
      case Boolean b -> b ? 1 : 0;
      case Long n -> n;
      case Double d -> d;
      case Port port -> port.number();
      case Str s -> s.isEmpty() ? null : s.toString();
      case EnumType.Item item -> item.name();
      case Func function -> function.description();
      case FileVal file -> file.name();
      default -> formatted(value, column);
    };
  }

  private String formatted(Object value, LogColumn column) {
    text.clear();
    elements.row(text, List.of(column), new @Nullable Object[] {value});
    return new String(text.array(), 0, text.length() - 1, StandardCharsets.UTF_8);
  }

  @Override
  public void flush() throws IOException {
    database.commit();
  }

  @Override
  public void close() throws IOException {
    if (database.release()) {
      closed.run();
    }
  }

  /// Databases are not rotated.
  @Override
  public String rotate(String newPath) {
    return "";
  }
}
