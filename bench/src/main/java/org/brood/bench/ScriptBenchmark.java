package org.brood.bench;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.brood.bif.EngineNatives;
import org.brood.event.Events;
import org.brood.script.check.Checker;
import org.brood.script.codegen.NativeTable;
import org.brood.script.codegen.ProgramCompiler;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.LoadedProgram;
import org.brood.script.load.Loader;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.ScriptProgram;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.brood.worker.Reporter;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What script code costs, each piece beside a twin in plain Java that does the same.
@NullUnmarked
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ScriptBenchmark.N)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class ScriptBenchmark {
  /// Operations of one call.
  static final int N = 50_000;

  private static final String TEXT = "GET /some/path/index.html HTTP/1.1\r";
  private static final String SCRIPT =
      """
      module Bench;
      type Four: record { a: count; b: string; c: addr; d: double &optional; };
      global addrs: vector of addr;
      global ports: vector of port;
      global counts: table[addr] of count &default=0;
      global handled = 0;
      global last: Four;

      function prepare(n: count)
        {
        local i = 0;
        while ( i < n )
          {
          addrs[i] = count_to_v4_addr(167772160 + i);
          ports[i] = count_to_port(i % 60000, tcp);
          ++i;
          }
        }
      function loop(n: count): count
        {
        local i = 0;
        local s = 0;
        while ( i < n ) { s += i % 7; ++i; }
        return s;
        }
      function bump(n: count): count
        {
        local i = 0;
        while ( i < n ) { counts[addrs[i]] += 1; ++i; }
        return |counts|;
        }
      function insert(n: count): count
        {
        local t: table[addr, port] of string;
        local i = 0;
        while ( i < n ) { t[addrs[i], ports[i]] = "value"; ++i; }
        return |t|;
        }
      function make(n: count): count
        {
        local i = 0;
        while ( i < n )
          {
          local r = Four($a=i, $b="text", $c=addrs[i]);
          r$d = 1.0;
          last = r;
          ++i;
          }
        return last$a;
        }
      function format(n: count): count
        {
        local i = 0;
        local s = 0;
        while ( i < n ) { s += |fmt("%s-%d-%s", "first", i, "last")|; ++i; }
        return s;
        }
      function search(n: count): count
        {
        local i = 0;
        local s = 0;
        local text = "GET /some/path/index.html HTTP/1.1\\r";
        while ( i < n ) { if ( /index\\.(html|php)/ in text ) ++s; ++i; }
        return s;
        }
      event happened(i: count) { handled += i; }
      function raise(n: count): count
        {
        local i = 0;
        while ( i < n ) { event happened(i); ++i; }
        return handled;
        }
      """;

  private Runtime rt;
  private Map<String, org.brood.script.value.Func> functions;
  private Address[] addresses;
  private final Map<Address, Long> counts = new HashMap<>();
  private Four last;
  private long handled;

  private record Address(long high, long low) {}

  private record Endpoint(Address address, int port) {}

  private static final class Four {
    long a;
    String b;
    Address c;
    double d;
    boolean hasD;

    Four(long a, String b, Address c) {
      this.a = a;
      this.b = b;
      this.c = c;
    }
  }

  private interface Event {
    void handle(ScriptBenchmark target);
  }

  private record Happened(long i) implements Event {
    @Override
    public void handle(ScriptBenchmark target) {
      target.handled += i;
    }
  }

  /// Compiles the script; `brood.scripts` says where Brood's own lie.
  @Setup
  public void compile() {
    Diagnostics diagnostics = new Diagnostics();
    ScriptPath path = ScriptPath.parse(System.getProperty("brood.scripts", "scripts"));
    LoadRequest request =
        new LoadRequest(
            path,
            List.of("base/init-bare.zeek", "base/init-frameworks-and-bifs.zeek"),
            List.of(),
            List.of(),
            SCRIPT);
    LoadedProgram loaded =
        Loader.load(request, diagnostics, new Environment(Map.of(), "8.2.2", false, true));
    var program =
        ProgramCompiler.compile(
                Checker.check(loaded, diagnostics)
                    .orElseThrow(() -> new IllegalStateException(diagnostics.all().toString())),
                new NativeTable(EngineNatives.classes()),
                List.of(),
                List.of())
            .load();
    Reporter reporter = new Reporter(System.err, text -> text);
    rt = new Runtime(program.info(), reporter, OutputStream.nullOutputStream());
    ScriptProgram instance = program.instance(rt);
    rt.provide(Events.class, new Events(rt));
    instance.init();
    reporter.attach(rt);
    functions = new HashMap<>();
    for (String name :
        List.of("prepare", "loop", "bump", "insert", "make", "format", "search", "raise")) {
      functions.put(name, instance.function(rt.info().function("Bench::" + name)));
    }
    call("prepare");
    addresses = new Address[N];
    for (int i = 0; i < N; i++) {
      addresses[i] = new Address(0, 0xffff_0a00_0000L + i);
    }
  }

  private Object call(String name) {
    return functions.get(name).call((long) N);
  }

  @Benchmark
  public Object loop() {
    return call("loop");
  }

  @Benchmark
  public long loopTwin() {
    long s = 0;
    for (long i = 0; i < N; i++) {
      s += i % 7;
    }
    return s;
  }

  @Benchmark
  public Object tableIncrement() {
    return call("bump");
  }

  @Benchmark
  public int tableIncrementTwin() {
    for (Address address : addresses) {
      counts.merge(address, 1L, Long::sum);
    }
    return counts.size();
  }

  @Benchmark
  public Object tableInsert() {
    return call("insert");
  }

  @Benchmark
  public int tableInsertTwin() {
    Map<Endpoint, String> t = new HashMap<>();
    for (int i = 0; i < N; i++) {
      t.put(new Endpoint(addresses[i], i % 60_000), "value");
    }
    return t.size();
  }

  @Benchmark
  public Object recordMake() {
    return call("make");
  }

  @Benchmark
  public long recordMakeTwin() {
    for (int i = 0; i < N; i++) {
      Four r = new Four(i, "text", addresses[i]);
      r.d = 1.0;
      r.hasD = true;
      last = r;
    }
    return last.a;
  }

  @Benchmark
  public Object format() {
    return call("format");
  }

  @Benchmark
  public long formatTwin() {
    long s = 0;
    for (int i = 0; i < N; i++) {
      s += "%s-%d-%s".formatted("first", i, "last").getBytes(StandardCharsets.ISO_8859_1).length;
    }
    return s;
  }

  @Benchmark
  public Object patternIn() {
    return call("search");
  }

  @Benchmark
  public long patternInTwin() {
    Pattern pattern = Pattern.compile("index\\.(html|php)");
    long s = 0;
    for (int i = 0; i < N; i++) {
      s += pattern.matcher(TEXT).find() ? 1 : 0;
    }
    return s;
  }

  @Benchmark
  public Object event() {
    Object result = call("raise");
    while (rt.hasEvents()) {
      rt.drain();
    }
    return result;
  }

  @Benchmark
  public long eventTwin() {
    ArrayDeque<Event> queue = new ArrayDeque<>();
    for (int i = 0; i < N; i++) {
      queue.add(new Happened(i));
    }
    for (Event event = queue.poll(); event != null; event = queue.poll()) {
      event.handle(this);
    }
    return handled;
  }
}
