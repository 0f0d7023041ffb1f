package org.brood.log.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One database that log rows go to, whichever of its tables they are for.
///
/// A thread of its own writes them: each row would else wait for a disk. It commits what has come
/// together, 1,000 rows at most. Rows of all writers of a file go through one connection, for two
/// would lock each other out.
final class SqliteDatabase {
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_ROWS = 1_000;

  private final Connection connection;
  private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread thread;
  private int users;

  /// What went wrong first. Set by the database's thread.
  private volatile @Nullable SQLException failure;

  private boolean told;

  /// What the database's thread does in turn.
  private sealed interface Task {
    record Row(PreparedStatement insert, @Nullable Object[] values) implements Task {}

    record Committed(CountDownLatch done) implements Task {}

    record End() implements Task {}
  }

  /// @param pragmas settings, such as `synchronous=OFF`
  SqliteDatabase(Path file, List<String> pragmas) throws SQLException {
    connection = SqliteFile.open(file, true);
    try (Statement statement = connection.createStatement()) {
      for (String pragma : pragmas) {
        statement.execute("PRAGMA " + pragma);
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    thread = Thread.ofPlatform().daemon().name("sqlite-" + file.getFileName()).start(this::run);
  }

  /// Makes a table unless there is one, and a statement that fills it.
  PreparedStatement table(String create, String insert) throws SQLException {
    settle();
    try (Statement statement = connection.createStatement()) {
      statement.execute(create);
    }
    users++;
    try {
      return connection.prepareStatement(insert);
    } catch (SQLException e) {
      users--;
      throw e;
    }
  }

  void write(PreparedStatement insert, @Nullable Object[] values) throws IOException {
    put(new Task.Row(insert, values));
    tell();
  }

  /// Waits until all rows so far are in the file.
  void commit() throws IOException {
    settle();
    tell();
  }

  private void settle() {
    CountDownLatch done = new CountDownLatch(1);
    put(new Task.Committed(done));
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Told by each writer once.
  ///
  /// @return whether the database is closed now
  boolean release() throws IOException {
    commit();
    users--;
    return users <= 0 && close();
  }

  /// Ends the thread and closes the file.
  boolean close() throws IOException {
    put(new Task.End());
    try {
      thread.join();
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new IOException(SqliteFile.reason(e), e);
    }
    return true;
  }

  /// Whether no writer was made, so that nobody will release it.
  boolean isUnused() {
    return users == 0;
  }

  private void put(Task task) {
    try {
      tasks.put(task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell() throws IOException {
    SQLException first = failure;
    if (first != null && !told) {
      told = true;
      throw new IOException("SQLite call failed: " + SqliteFile.reason(first), first);
    }
  }

  // ---- the database's thread

  private void run() {
    boolean goOn = true;
    List<Task> some = new ArrayList<>();
    while (goOn) {
      try {
        Task next = tasks.poll(1, TimeUnit.SECONDS);
        if (next == null) {
          continue;
        }
        some.add(next);
        tasks.drainTo(some, MAX_ROWS - 1);
        goOn = work(some);
        some.clear();
      } catch (InterruptedException e) {
        goOn = false;
      }
    }
  }

  private boolean work(List<Task> some) {
    boolean goOn = true;
    begin();
    for (Task task : some) {
      switch (task) {
        case Task.Row row -> insert(row);
        case Task.Committed _, Task.End _ -> {}
      }
    }
    end();
    for (Task task : some) {
      switch (task) {
        case Task.Row _ -> {}
        case Task.Committed(CountDownLatch done) -> done.countDown();
        case Task.End _ -> goOn = false;
      }
    }
    return goOn;
  }

  private void begin() {
    attempt(() -> connection.setAutoCommit(false));
  }

  private void end() {
    attempt(connection::commit);
    attempt(() -> connection.setAutoCommit(true));
  }

  private void insert(Task.Row row) {
    attempt(() -> {
      @Nullable Object[] values = row.values();
      for (int i = 0; i < values.length; i++) {
        row.insert().setObject(i + 1, values[i]);
      }
      row.insert().executeUpdate();
    });
  }

  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (SQLException e) {
      if (failure == null) {
        failure = e;
      }
    }
  }
}
