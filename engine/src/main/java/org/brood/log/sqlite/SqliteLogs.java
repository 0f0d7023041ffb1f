package org.brood.log.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brood.log.LogColumn;
import org.brood.log.LogTarget;
import org.brood.log.LogWriter;
import org.brood.log.ascii.AsciiOptions;

/// The databases that the logs of one node go to: a file for each path, with the ending `.sqlite`.
public final class SqliteLogs {
  private final Path folder;
  private final AsciiOptions options;
  private final List<String> pragmas;
  private final Map<Path, SqliteDatabase> open = new HashMap<>();

  /// @param options of which those count that say how sets and vectors look
  /// @param synchronous the setting of this name, empty for SQLite's own
  /// @param journalMode the setting `journal_mode`, empty for SQLite's own
  public SqliteLogs(Path folder, AsciiOptions options, String synchronous, String journalMode) {
    this.folder = folder;
    this.options = options;
    this.pragmas = new ArrayList<>();
    if (!synchronous.isEmpty()) {
      pragmas.add("synchronous=" + synchronous);
    }
    if (!journalMode.isEmpty()) {
      pragmas.add("journal_mode=" + journalMode);
    }
  }

  /// Makes a writer, and its table if there is none.
  ///
  /// @throws IOException if the database can't be opened, or its table has other columns
  public LogWriter create(LogTarget target, String table) throws IOException {
    Path file = folder.resolve(target.path() + ".sqlite").toAbsolutePath().normalize();
    try {
      SqliteDatabase database = open.get(file);
      if (database == null) {
        database = new SqliteDatabase(file, pragmas);
        open.put(file, database);
      }
      try {
        PreparedStatement insert =
            database.table(creation(table, target.columns()), insertion(table, target.columns()));
        return new SqliteWriter(database, insert, options.format(), () -> open.remove(file));
      } finally {
        if (database.isUnused()) {
          database.close();
          open.remove(file);
        }
      }
    } catch (SQLException e) {
      throw new IOException("SQLite call failed: " + SqliteFile.reason(e), e);
    }
  }

  private static String creation(String table, List<LogColumn> columns) {
    return columns.stream()
        .map(column -> quoted(column.name()) + " " + SqliteWriter.sqlType(column.type()))
        .collect(
            Collectors.joining(", ", "CREATE TABLE IF NOT EXISTS " + quoted(table) + " (", ")"));
  }

  private static String insertion(String table, List<LogColumn> columns) {
    return columns.stream()
            .map(column -> quoted(column.name()))
            .collect(Collectors.joining(", ", "INSERT INTO " + quoted(table) + " (", ")"))
        + Stream.generate(() -> "?")
            .limit(columns.size())
            .collect(Collectors.joining(", ", " VALUES (", ")"));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
