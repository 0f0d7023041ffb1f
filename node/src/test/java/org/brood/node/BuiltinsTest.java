package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Built-in functions as scripts call them.
final class BuiltinsTest {
  @TempDir Path folder;

  private ScriptRun.Result run(String script) throws IOException {
    return ScriptRun.of(folder, script);
  }

  @Test
  void jsonBecomesValues() throws IOException {
    ScriptRun.Result result =
        run(
            """
            type R: record { a: count; b: set[addr] &optional; c: string &default="x"; };
            print from_json("{\\"a\\": 5, \\"b\\": [\\"1.2.3.4\\"], \\"d\\": null}", R);
            print from_json("{}", R)$err;
            print from_json("[1, 2", R)$err;
            print from_json("{\\"a\\": -5}", R)$err;
            """);

    assertThat(result.out())
        .containsExactly(
            "[v=[a=5, b={",
            "1.2.3.4",
            "}, c=x], valid=T, err=<uninitialized>]",
            "required field R$a is missing in JSON",
            "JSON parse error: Missing a comma or ] after an array element. Offset: 5",
            "cannot convert JSON type 'number' to Zeek type 'count'");
  }

  @Test
  void seededRandomNumbersAreThoseOfZeek() throws IOException {
    assertThat(run("print rand(1000), rand(1000), rand(1000);").out())
        .containsExactly("4, 634, 473");
  }

  @Test
  void globsMatch() throws IOException {
    assertThat(
            run("""
            global g = paraglob_init(vector("*.com", "a?c", "[b-d]x", "\\\\*", "["));
            print paraglob_match(g, "zeek.com");
            print paraglob_match(g, "abc");
            print paraglob_match(g, "cx");
            print paraglob_match(g, "*");
            print paraglob_match(g, "[");
            """)
                .out())
        .containsExactly("[*.com]", "[a?c]", "[[b-d]x]", "[\\*]", "[[]");
  }

  @Test
  void programsRunInTheScriptsEnvironment() throws IOException {
    ScriptRun.Result result =
        run(
            """
            print setenv("BROOD_TEST", "yes"), getenv("BROOD_TEST");
            print system("test \\"$BROOD_TEST\\" = yes"), system("exit 2");
            print system_env("test \\"$ZEEK_ARG_x\\" = 5", table(["x"] = "5"));
            """);

    assertThat(result.out()).containsExactly("T, yes", "0, 512", "0");
  }

  @Test
  void wrongCallsAreShown() throws IOException {
    ScriptRun.Result result = run("print to_count(\"many\" );");

    assertThat(result.out()).containsExactly("0");
    assertThat(result.err())
        .containsExactly(
            "error in "
                + folder
                + "/test.zeek, line 1: bad conversion to count (to_count(many, 10) and many)",
            "fatal error: errors occurred while initializing");
  }

  @Test
  void delayedRowsGoOnWhenTheirTimeIsOver() throws IOException {
    ScriptRun.Result result =
        run(
            """
            redef enum Log::ID += { LOG };
            type Info: record { s: string &log; };
            hook Log::log_stream_policy(rec: Info, id: Log::ID)
              {
              local token = Log::delay(id, rec, function(r: Info, i: Log::ID): bool { print "over", r$s; return T; });
              print "delayed", rec$s, Log::get_delay_queue_size(id);
              if ( rec$s == "a" )
                Log::delay_finish(id, rec, token);
              }
            event zeek_init()
              {
              Log::create_stream(LOG, [$columns=Info, $path="test"]);
              Log::write(LOG, Info($s="a"));
              Log::write(LOG, Info($s="b"));
              print Log::get_delay_queue_size(LOG);
              }
            event zeek_done() { Log::delay(LOG, Info($s="c")); }
            """);

    assertThat(result.out())
        .containsExactly("delayed, a, 0", "over, a", "delayed, b, 0", "1", "over, b");
    assertThat(result.err())
        .containsExactly(
            "error: invalid Log::delay() call: outside of Log::log_stream_policy() hook");
    assertThat(folder.resolve("test.log")).content().contains("\na\nb\n");
  }

  @Test
  void optionsTakeEmptyContainersAndTheirHandlersAny() throws IOException {
    ScriptRun.Result result =
        run(
            """
            module M;
            export {
              option v = vector(1, 2);
              option i = 5sec;
            }
            function told(ID: string, value: any, location: string): any { print ID, value; return value; }
            event zeek_init()
              {
              Option::set_change_handler("M::v", told);
              Option::set_change_handler("M::i", told);
              print Option::set("M::v", vector()), Option::set("M::i", 7sec), v, i;
              }
            """);

    assertThat(result.out()).containsExactly("M::v, []", "M::i, 7.0 secs", "T, T, [], 7.0 secs");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void opaqueValuesTellTheirType() throws IOException {
    assertThat(run("global g = paraglob_init(vector(\"a\")); print g, to_json(g);").out())
        .containsExactly("<opaque of paraglob>, {\"opaque_type\":\"ParaglobVal\"}");
  }
}
