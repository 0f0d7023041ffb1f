package org.brood.input;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.brood.log.sqlite.SqliteFile;
import org.brood.script.type.Basic;
import org.brood.script.type.Type;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// What a query finds in a SQLite database, which is asked when the stream is made and whenever a
/// script wants it to be asked again. The source is the name of the file without `.sqlite`.
final class SqliteReader implements Reader {
  private static final int NOWHERE = -1;

  private final Source source;
  private final Feed feed;
  private final TextValues values;
  private @Nullable Connection connection;
  private @Nullable PreparedStatement query;

  /// Whether the query was never run.
  private boolean fresh;

  SqliteReader(Source source, Feed feed) {
    this.source = source;
    this.feed = feed;
    this.values =
        new TextValues(
            source.single("set_separator", "InputSQLite::set_separator", feed),
            source.setting("empty_field", "InputSQLite::empty_field"),
            source.setting("unset_field", "InputSQLite::unset_field"));
  }

  @Override
  public void open() throws ReadFailed {
    if (source.mode() != Source.Mode.MANUAL) {
      throw failed("SQLite only supports manual reading mode.");
    }
    String text = source.config().get("query");
    if (text == null) {
      throw failed(
          "No query specified when setting up SQLite data source " + source.name() + ". Aborting.");
    }
    try {
      Connection opened = SqliteFile.open(Path.of(source.name() + ".sqlite"), false);
      connection = opened;
      query = opened.prepareStatement(text);
      fresh = true;
    } catch (InvalidPathException e) {
      throw failed("SQLite call failed: unable to open database file");
    } catch (SQLException e) {
      throw failed("SQLite call failed: " + SqliteFile.reason(e));
    }
  }

  private ReadFailed failed(String text) {
    feed.error(Feed.Place.NONE, text);
    return new ReadFailed();
  }

  @Override
  public void update(boolean forced) throws ReadFailed {
    PreparedStatement asked = query;
    if (asked == null) {
      return;
    }
    boolean first = fresh;
    fresh = false;
    try (ResultSet rows = asked.executeQuery()) {
      read(rows);
      feed.end();
    } catch (SQLException e) {
      feed.error(Feed.Place.NONE, "SQLite call failed: " + SqliteFile.reason(e));
      end(first);
    } catch (ReadFailed e) {
      end(first);
    }
  }

  /// What is wrong with the first answer ends nothing: the database may change.
  private static void end(boolean first) throws ReadFailed {
    if (!first) {
      throw new ReadFailed();
    }
  }

  private void read(ResultSet rows) throws SQLException, ReadFailed {
    int[] places = new int[source.columns().size()];
    int[] protocols = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      Column column = source.columns().get(i);
      places[i] = place(rows.getMetaData(), column.name());
      protocols[i] = NOWHERE;
      if (!column.typeColumn().isEmpty()) {
        protocols[i] = place(rows.getMetaData(), column.typeColumn());
      }
    }
    for (int i = 0; i < places.length; i++) {
      if (places[i] == NOWHERE) {
        throw failed(
            "Required field "
                + source.columns().get(i).name()
                + " not found after SQLite statement");
      }
    }
    while (rows.next()) {
      row(rows, places, protocols);
    }
  }

  private int place(ResultSetMetaData answer, String name) throws SQLException, ReadFailed {
    int found = NOWHERE;
    for (int i = 1; i <= answer.getColumnCount(); i++) {
      if (answer.getColumnLabel(i).equals(name)) {
        if (found != NOWHERE) {
          throw failed(
              "SQLite statement returns several columns with name "
                  + name
                  + "! Cannot decide which to choose, aborting");
        }
        found = i;
      }
    }
    return found;
  }

  private void row(ResultSet rows, int[] places, int[] protocols) throws SQLException, ReadFailed {
    @Nullable Object[] row = new @Nullable Object[places.length];
    for (int i = 0; i < places.length; i++) {
      Column column = source.columns().get(i);
      try {
        row[i] = value(rows, places[i], protocols[i], column);
      } catch (TextValues.BadValue bad) {
        bad.tell(feed, Feed.Place.NONE, this::warn, "Ignoring a row of " + source.name() + ".");
        return;
      }
    }
    feed.row(row, Feed.Place.NONE);
  }

  private void warn(String text) {
    feed.warning(Feed.Place.NONE, text);
  }

  private @Nullable Object value(ResultSet rows, int place, int protocol, Column column)
      throws SQLException, ReadFailed, TextValues.BadValue {
    Object stored = rows.getObject(place);
    if (stored == null) {
      return null;
    }
    Type type = column.type();
    if (!(type instanceof Basic basic)) {
      return values.parseOrUnset(text(rows, place), type, column.name(), this::warn);
    }
    return switch (basic) {
      case BOOL -> bool(stored);
      case INT, COUNT -> rows.getLong(place);
      case DOUBLE, TIME, INTERVAL -> rows.getDouble(place);
      case PORT -> port(rows, place, protocol);
      case STRING -> text(rows, place);
      default -> values.parse(text(rows, place), type, column.name(), this::warn);
    };
  }

  private Boolean bool(Object stored) throws ReadFailed {
    if (!(stored instanceof Integer || stored instanceof Long)) {
      throw failed("Invalid data type for boolean - expected Integer");
    }
    long number = ((Number) stored).longValue();
    if (number != 0 && number != 1) {
      throw failed("Invalid value for boolean: " + number);
    }
    return number == 1;
  }

  private Port port(ResultSet rows, int place, int protocol) throws SQLException {
    int number = (int) rows.getLong(place) & 0xffff;
    if (protocol == NOWHERE) {
      return new Port(number, Port.UNKNOWN);
    }
    if (rows.getObject(protocol) == null) {
      feed.error(Feed.Place.NONE, "Port protocol definition did not contain text");
      return new Port(number, Port.UNKNOWN);
    }
    String word = text(rows, protocol).toLatin1();
    return new Port(number, TextValues.protocol(word, this::warn));
  }

  /// The bytes of a value as SQLite writes it.
  private static Str text(ResultSet rows, int place) throws SQLException {
    if (rows.getObject(place) instanceof byte[] blob) {
      return Str.wrap(blob);
    }
    String text = rows.getString(place);
    return text == null ? Str.EMPTY : Str.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      PreparedStatement asked = query;
      if (asked != null) {
        asked.close();
      }
      Connection opened = connection;
      if (opened != null) {
        opened.close();
      }
    } catch (SQLException e) {
      // Nothing was written: there is nothing to lose.
    }
    query = null;
    connection = null;
  }
}
