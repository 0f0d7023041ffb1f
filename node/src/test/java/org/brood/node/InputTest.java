package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The input framework, from files to tables and events.
final class InputTest {
  private static final String TYPES =
      """
      redef exit_only_after_terminate = T;
      type Idx: record { i: int; };
      type Val: record { b: bool; };
      global t: table[int] of bool;
      event Input::end_of_data(name: string, source: string) { print "end", name; terminate(); }
      """;

  @TempDir Path folder;

  private ScriptRun.Result run(String script) throws IOException {
    return ScriptRun.of(folder, script.replace("DIR", folder.toString()));
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void linesBecomeEntriesOfATable() throws IOException {
    file("in", "#separator \\x09\n#fields\tb\ti\nT\t1\nF\t-2\n");

    ScriptRun.Result result =
        run(
            TYPES
                + """
                event zeek_init()
                  { Input::add_table([$source="DIR/in", $name="x", $idx=Idx, $val=Val, $destination=t, $want_record=F]); }
                event zeek_done() { print t; }
                """);

    assertThat(result.out()).containsExactly("end, x", "{", "[1] = T,", "[-2] = F", "}");
    assertThat(result.err()).containsExactly("received termination signal");
  }

  @Test
  void aLineThatCannotBeReadIsSaidAndPassedOver() throws IOException {
    file("in", "#fields\ti\tb\nx\tT\n3\tT\n4\n");

    ScriptRun.Result result =
        run(
            TYPES
                + """
                event zeek_init()
                  { Input::add_table([$source="DIR/in", $name="x", $idx=Idx, $val=Val, $destination=t, $want_record=F]); }
                event zeek_done() { print |t|; }
                """);

    String reader = "warning: " + folder + "/in/Input::READER_ASCII: " + folder + "/in, line ";
    assertThat(result.out()).containsExactly("end, x", "1");
    assertThat(result.err())
        .containsExactly(
            reader + "2: String 'x' contained no parseable number",
            reader + "2: Could not convert line 'x\tT' of " + folder + "/in to Val. Ignoring line.",
            reader
                + "4: Not enough fields in line '4' of "
                + folder
                + "/in. Found 0 fields, want positions 1 and -1",
            "received termination signal");
  }

  @Test
  void furtherLinesWithTooFewFieldsAreCounted() throws IOException {
    file("in", "#fields\ti\tb\n1\n2\n3\n4\tT\n5\n6\n");

    ScriptRun.Result result =
        run(
            TYPES
                + """
                event zeek_init()
                  { Input::add_table([$source="DIR/in", $name="x", $idx=Idx, $val=Val, $destination=t, $want_record=F]); }
                event zeek_done() { print |t|; }
                """);

    String reader = "warning: " + folder + "/in/Input::READER_ASCII: " + folder + "/in, line ";
    String found = " of " + folder + "/in. Found 0 fields, want positions 1 and -1";
    assertThat(result.out()).containsExactly("end, x", "1");
    assertThat(result.err())
        .containsExactly(
            reader + "2: Not enough fields in line '1'" + found,
            reader + "5: Suppressed 2 warning(s)",
            reader + "6: Not enough fields in line '5'" + found,
            reader + "7: Suppressed 1 warning(s)",
            "received termination signal");
  }

  @Test
  void aSecondReadingTellsWhatIsNewChangedAndGone() throws IOException {
    file("in", "#fields\ti\tb\n1\tT\n2\tT\n3\tT\n");
    file("in2", "#fields\ti\tb\n1\tT\n2\tF\n4\tT\n");

    ScriptRun.Result result =
        run(
            """
            redef exit_only_after_terminate = T;
            type Idx: record { i: int; };
            type Val: record { b: bool; };
            global t: table[int] of bool;
            global readings = 0;
            event change(d: Input::TableDescription, e: Input::Event, left: Idx, right: bool)
              { if ( readings > 0 ) print e, left$i, right; }
            event Input::end_of_data(name: string, source: string)
              {
              if ( ++readings == 2 )
                {
                print t;
                terminate();
                return;
                }
              rename("DIR/in2", "DIR/in");
              Input::force_update("x");
              }
            event zeek_init()
              {
              Input::add_table([$source="DIR/in", $name="x", $idx=Idx, $val=Val, $destination=t, $want_record=F, $ev=change,
                                $pred(e: Input::Event, left: Idx, right: bool) = { return e != Input::EVENT_REMOVED || left$i == 3; }]);
              }
            """);

    assertThat(result.out())
        .containsExactly(
            "Input::EVENT_CHANGED, 2, T",
            "Input::EVENT_NEW, 4, T",
            "Input::EVENT_REMOVED, 3, T",
            "{",
            "[1] = T,",
            "[2] = F,",
            "[4] = T",
            "}");
  }

  @Test
  void aProgramsOutputIsEvents() throws IOException {
    ScriptRun.Result result =
        run(
            """
            redef exit_only_after_terminate = T;
            type Val: record { s: string; };
            event line(d: Input::EventDescription, e: Input::Event, s: string) { print s; }
            event InputRaw::process_finished(name: string, source: string, exit_code: count, signal_exit: bool)
              { print name, exit_code, signal_exit; terminate(); }
            event zeek_init()
              {
              Input::add_event([$source="cat; exit 3 |", $reader=Input::READER_RAW, $mode=Input::STREAM, $name="p",
                                $fields=Val, $ev=line, $want_record=F, $config=table(["stdin"] = "one\\ntwo")]);
              }
            """);

    assertThat(result.out()).containsExactly("one", "two", "p, 3, F");
  }

  @Test
  void optionsAreReadFromAFile() throws IOException {
    file("cfg", "# comment\nM::n 7\nM::words a,b\nM::what ever\nM::n many\n");

    ScriptRun.Result result =
        run(
            TYPES
                + """
                module M;
                export {
                  option n = 1;
                  option words: set[string] = {};
                }
                event InputConfig::new_value(name: string, source: string, id: string, value: any) { print id, value; }
                event zeek_init()
                  { Input::add_table([$reader=Input::READER_CONFIG, $source="DIR/cfg", $name="c", $idx=Idx, $val=Val,
                                      $destination=t, $want_record=F]); }
                """);

    String reader = "warning: " + folder + "/cfg/Input::READER_CONFIG: ";
    assertThat(result.out()).containsExactly("M::n, 7", "M::words, {", "a,", "b", "}", "end, c");
    assertThat(result.err())
        .containsExactly(
            reader + "Option 'M::what' does not exist. Ignoring line.",
            reader + "String 'many' contained no parseable number",
            reader + "Could not convert line 'M::n many' to value. Ignoring line.",
            "received termination signal");
  }

  @Test
  void anOptionThatComesBackIsToldAnewAndOneThatStaysIsNot() throws IOException {
    file("1", "M::words a,b,\nM::n 7\n");
    file("2", "M::words a,b , \n");
    file("3", "M::n 7\n");

    ScriptRun.Result result =
        run(
            TYPES.replace("print \"end\", name; terminate();", "")
                + """
                module M;
                export {
                  option n = 1;
                  option words: set[string] = {};
                }
                global turn = 1;
                event InputConfig::new_value(name: string, source: string, id: string, value: any) { print id, value; }
                event Input::end_of_data(name: string, source: string)
                  {
                  if ( ++turn == 4 )
                    terminate();
                  else if ( system(fmt("cp DIR/%d DIR/cfg", turn)) == 0 )
                    Input::force_update("c");
                  }
                event zeek_init()
                  {
                  if ( system("cp DIR/1 DIR/cfg") == 0 )
                    Input::add_table([$reader=Input::READER_CONFIG, $source="DIR/cfg", $name="c", $idx=Idx, $val=Val,
                                      $destination=t, $want_record=F]);
                  }
                """);

    assertThat(result.out()).containsExactly("M::words, {", "a,", "b", "}", "M::n, 7", "M::n, 7");
  }

  @Test
  void anEventThatDoesNotFitIsAnError() throws IOException {
    ScriptRun.Result result =
        run(
            """
            type Val: record { s: string; };
            event line(d: Input::EventDescription, e: Input::Event, n: count) { }
            event zeek_init()
              { print Input::add_event([$source="x", $name="p", $fields=Val, $ev=line, $want_record=F]); }
            """);

    assertThat(result.out()).containsExactly("F");
    assertThat(result.err())
        .containsExactly(
            "error: Input stream p: Incompatible type for event in field 3. Need type 'string':string, got 'count':count",
            "fatal error: errors occurred while initializing");
  }

  @Test
  void manyLinesAreReadInPiecesOfWhichNoneIsLost() throws IOException {
    StringBuilder text = new StringBuilder("#fields\ti\tb\n");
    for (int i = 0; i < 25_000; i++) {
      text.append(i).append("\tT\n");
    }
    file("in", text.toString());

    ScriptRun.Result result =
        run(
            """
            redef exit_only_after_terminate = T;
            type Row: record { i: int; b: bool; };
            global nth = 0;
            global wrong = 0;
            global pieces = 0;
            event piece() { ++pieces; }
            event row(d: Input::EventDescription, e: Input::Event, i: int, b: bool)
              {
              if ( i != nth )
                ++wrong;
              ++nth;
              if ( i % 10000 == 0 )
                event piece();
              }
            event Input::end_of_data(name: string, source: string)
              {
              print nth, wrong, pieces;
              terminate();
              }
            event zeek_init()
              { Input::add_event([$source="DIR/in", $name="x", $fields=Row, $want_record=F, $ev=row]); }
            """);

    // The event of each piece but the last comes before the rows of the next.
    assertThat(result.out()).containsExactly("25000, 0, 2");
  }
}
