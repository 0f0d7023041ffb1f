package org.brood.log.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/// SQLite databases by their files, without the register of JDBC's drivers: what does not use them
/// loads nothing of them.
public final class SqliteFile {
  private SqliteFile() {}

  /// Opens a database.
  ///
  /// @param create whether a file that is missing is made
  public static Connection open(Path file, boolean create) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    if (!create) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    }
    String path = file.toAbsolutePath().toString();
    return new JDBC4Connection("jdbc:sqlite:" + path, path, config.toProperties());
  }

  /// What SQLite itself says of a failure.
  public static String reason(SQLException failure) {
    String text = String.valueOf(failure.getMessage());
    if (failure instanceof SQLiteException of) {
      String frame = of.getResultCode() + " (";
      if (text.startsWith(frame) && text.endsWith(")")) {
        return text.substring(frame.length(), text.length() - 1);
      }
    }
    return text;
  }
}
