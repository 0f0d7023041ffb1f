package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.brood.log.sqlite.SqliteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logs in SQLite databases, and input from them.
final class SqliteTest {
  private static final String STREAM =
      """
      module Test;
      export { redef enum Log::ID += { LOG, OTHER }; }
      type Row: record { n: count &log; s: string &log &optional; };
      """;

  private static final String READER =
      """
      redef exit_only_after_terminate = T;
      type Row: record { n: count; s: string &optional; };
      event row(d: Input::EventDescription, e: Input::Event, r: Row) { print r; }
      event Input::end_of_data(name: string, source: string) { print "end"; terminate(); }
      """;

  @TempDir Path folder;

  private ScriptRun.Result run(String script) throws IOException {
    return ScriptRun.of(folder, script.replace("DIR", folder.toString()));
  }

  private void sql(String... statements) throws SQLException {
    try (Connection db = SqliteFile.open(folder.resolve("db.sqlite"), true);
        Statement statement = db.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  private List<String> ask(String question) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection db = SqliteFile.open(folder.resolve("db.sqlite"), false);
        Statement statement = db.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Test
  void valuesHaveTypesOfSqlAndContainersAreTexts() throws Exception {
    ScriptRun.Result result =
        run(
            """
            module Test;
            export { redef enum Log::ID += { LOG }; }
            type Row: record {
              b: bool; i: int; d: double; p: port; a: addr; n: subnet; s: string; e: string;
              u: string &optional; id: conn_id; v: vector of string; none: set[count];
            } &log;
            event zeek_init()
              {
              Log::create_stream(LOG, [$columns=Row]);
              Log::remove_default_filter(LOG);
              Log::add_filter(LOG, [$name="x", $path="db", $writer=Log::WRITER_SQLITE,
                                    $config=table(["tablename"] = "rows")]);
              Log::write(LOG, Row($b=T, $i=-5, $d=0.5, $p=53/udp, $a=[2001:db8::1], $n=10.0.0.0/8,
                $s="it's\\n\\"so\\"", $e="", $v=vector("a,b", "c"), $none=set(),
                $id=[$orig_h=1.2.3.4, $orig_p=1/tcp, $resp_h=5.6.7.8, $resp_p=2/tcp, $proto=6]));
              }
            """);

    assertThat(result.err()).isEmpty();
    assertThat(
            ask("select b || '|' || i || '|' || d || '|' || p || '|' || a || '|' || n from rows"))
        .containsExactly("1|-5|0.5|53|2001:db8::1|10.0.0.0/8");
    assertThat(ask("select s from rows")).containsExactly("it's\n\"so\"");
    assertThat(ask("select v || '|' || none || '|' || \"id.orig_h\" from rows"))
        .containsExactly("a\\x2cb,c|(empty)|1.2.3.4");
    assertThat(ask("select count(*) from rows where e is null and u is null")).containsExactly("1");
  }

  @Test
  void moreRowsThanMayWaitAreAllThereInTheirOrder() throws Exception {
    ScriptRun.Result result =
        run(
            STREAM
                + """
                event zeek_init()
                  {
                  Log::create_stream(LOG, [$columns=Row]);
                  Log::remove_default_filter(LOG);
                  Log::add_filter(LOG, [$name="x", $path="db", $writer=Log::WRITER_SQLITE,
                                        $config=table(["tablename"] = "rows")]);
                  local n = 0;
                  while ( n < 25000 )
                    {
                    Log::write(LOG, Row($n=n));
                    ++n;
                    }
                  }
                """);

    assertThat(result.err()).isEmpty();
    assertThat(ask("select count(*) from rows where rowid = n + 1")).containsExactly("25000");
  }

  @Test
  void twoStreamsShareADatabase() throws Exception {
    ScriptRun.Result result =
        run(
            STREAM
                + """
                event zeek_init()
                  {
                  for ( id in set(LOG, OTHER) )
                    {
                    Log::create_stream(id, [$columns=Row]);
                    Log::remove_default_filter(id);
                    Log::add_filter(id, [$name="x", $path="db", $writer=Log::WRITER_SQLITE,
                                         $config=table(["tablename"] = fmt("t of %s", id))]);
                    Log::write(id, Row($n=1));
                    }
                  Log::write(LOG, Row($n=2));
                  }
                """);

    assertThat(result.err()).isEmpty();
    assertThat(ask("select n from \"t of Test::LOG\"")).containsExactly("1", "2");
    assertThat(ask("select n from \"t of Test::OTHER\"")).containsExactly("1");
  }

  @Test
  void aTableWithoutTheColumnsIsSaidOnce() throws Exception {
    sql("create table db (n integer)");

    ScriptRun.Result result =
        run(
            STREAM
                + """
                event zeek_done()
                  {
                  Log::create_stream(LOG, [$columns=Row]);
                  Log::remove_default_filter(LOG);
                  Log::add_filter(LOG, [$name="x", $path="db", $writer=Log::WRITER_SQLITE]);
                  Log::write(LOG, Row($n=1));
                  Log::write(LOG, Row($n=2));
                  }
                """);

    assertThat(result.err())
        .containsExactly(
            "db/Log::WRITER_SQLITE: tablename configuration option not found. Defaulting to path db",
            "error: db/Log::WRITER_SQLITE: SQLite call failed: table db has no column named s",
            "error: db/Log::WRITER_SQLITE: terminating thread");
    assertThat(ask("select count(*) from db")).containsExactly("0");
  }

  @Test
  void theSettingsOfTheDatabaseAreThoseOfTheScript() throws Exception {
    run(
        STREAM
            + """
            redef LogSQLite::journal_mode = LogSQLite::SQLITE_JOURNAL_MODE_WAL;
            event zeek_init()
              {
              Log::create_stream(LOG, [$columns=Row, $path="db"]);
              Log::write(LOG, Row($n=1));
              }
            redef Log::default_writer = Log::WRITER_SQLITE;
            """);

    assertThat(ask("PRAGMA journal_mode")).containsExactly("wal");
  }

  @Test
  void whatAQueryFindsBecomesEvents() throws Exception {
    sql("create table t (x integer, s text)", "insert into t values (1, 'it''s'), (2, null)");

    ScriptRun.Result result =
        run(
            READER
                + """
                event zeek_init()
                  {
                  Input::add_event([$source="DIR/db", $name="x", $fields=Row, $ev=row, $want_record=T,
                    $reader=Input::READER_SQLITE,
                    $config=table(["query"] = "select x as n, s from t order by x desc")]);
                  }
                """);

    assertThat(result.out()).containsExactly("[n=2, s=<uninitialized>]", "[n=1, s=it's]", "end");
    assertThat(result.err()).containsExactly("received termination signal");
  }

  @Test
  void anUpdateAsksAgain() throws Exception {
    sql("create table t (i integer, b boolean)", "insert into t values (1, 1), (2, 0)");

    ScriptRun.Result result =
        run(
            """
            redef exit_only_after_terminate = T;
            type Idx: record { i: int; };
            type Val: record { b: bool; };
            global t: table[int] of bool;
            global readings = 0;
            event Input::end_of_data(name: string, source: string)
              {
              print t;
              if ( ++readings == 2 )
                terminate();
              else if ( piped_exec("sqlite3 DIR/db.sqlite", "delete from t where i = 2;") )
                Input::force_update("x");
              }
            event zeek_init()
              {
              Input::add_table([$source="DIR/db", $name="x", $idx=Idx, $val=Val, $destination=t,
                $want_record=F, $reader=Input::READER_SQLITE,
                $config=table(["query"] = "select * from t")]);
              }
            """);

    assertThat(result.out()).containsExactly("{", "[1] = T,", "[2] = F", "}", "{", "[1] = T", "}");
  }

  @Test
  void whatCannotBeAskedIsSaid() throws Exception {
    sql("create table t (x integer)");

    ScriptRun.Result result =
        run(
            READER
                + """
                function ask(name: string, source: string, query: string)
                  {
                  Input::add_event([$source=source, $name=name, $fields=Row, $ev=row, $want_record=T,
                    $reader=Input::READER_SQLITE, $config=table(["query"] = query)]);
                  }
                event zeek_init()
                  {
                  ask("1", "DIR/none", "select 1");
                  ask("2", "DIR/db", "select y from t");
                  ask("3", "DIR/db", "select x from t");
                  ask("4", "DIR/db", "select x as n, x as n, x as s from t");
                  ask("5", "DIR/db", "select x as n, x as s from t");
                  }
                """);

    String none = "error: " + folder + "/none/Input::READER_SQLITE: ";
    String db = "error: " + folder + "/db/Input::READER_SQLITE: ";
    assertThat(result.out()).containsExactly("end");
    assertThat(result.err())
        .containsExactly(
            none + "SQLite call failed: unable to open database file",
            none + "Init failed",
            none + "terminating thread",
            db + "SQLite call failed: no such column: y",
            db + "Init failed",
            db + "terminating thread",
            db + "Required field n not found after SQLite statement",
            db
                + "SQLite statement returns several columns with name n! Cannot decide which to choose, aborting",
            "received termination signal",
            "fatal error: errors occurred while initializing");
  }
}
