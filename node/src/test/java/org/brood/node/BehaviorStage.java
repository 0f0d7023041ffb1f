package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.brood.link.NodeType;
import org.brood.script.codegen.CompiledProgram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Runs the scripts about behaviour over captures, and expects that nothing is said of the run.
abstract class BehaviorStage {
  @TempDir private static Path cache;
  private static CompiledProgram.Loaded program;

  @TempDir private Path folder;

  @BeforeAll
  static void compile() throws IOException {
    program = EngineRun.program(cache, scripts(""));
  }

  /// The behaviours, and no message that most captures here have no data.
  private static List<String> scripts(String more) throws IOException {
    Path site = cache.resolve("site-" + more.hashCode() + ".zeek");
    Files.writeString(site, "redef FilteredTraceDetection::enable = F;\n" + more);
    return List.of("policy/behavior", site.toString());
  }

  final BehaviorRun run(BehaviorTraffic traffic) throws IOException {
    BehaviorRun run = BehaviorRun.alone(program, traffic.capture(), folder.resolve("logs"));
    assertThat(run.messages()).isEmpty();
    return run;
  }

  final BehaviorRun run(String script, BehaviorTraffic traffic) throws IOException {
    CompiledProgram.Loaded own = EngineRun.program(cache, scripts(script));
    BehaviorRun run = BehaviorRun.alone(own, traffic.capture(), folder.resolve("logs"));
    assertThat(run.messages()).isEmpty();
    return run;
  }

  final BehaviorRun spread(BehaviorTraffic traffic, int workers) throws IOException {
    return spread("", traffic, workers);
  }

  final BehaviorRun spread(String script, BehaviorTraffic traffic, int workers) throws IOException {
    Map<NodeType, CompiledProgram.Loaded> programs = new EnumMap<>(NodeType.class);
    for (NodeType type : SpreadRun.NODE_TYPES) {
      programs.put(type, EngineRun.program(cache, scripts(script), type));
    }
    BehaviorRun run =
        BehaviorRun.spread(programs, traffic.capture(), folder.resolve("logs"), workers);
    assertThat(run.messages()).isEmpty();
    return run;
  }
}
