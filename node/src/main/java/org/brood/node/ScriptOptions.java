package org.brood.node;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.brood.link.NodeType;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.source.Diagnostic;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import picocli.CommandLine.Option;

/// What commands that run scripts have in common.
final class ScriptOptions {
  @Option(
      names = {"-b", "--bare"},
      description = "Load only what the given scripts ask for.")
  boolean bare;

  @Option(
      names = {"-e", "--exec"},
      paramLabel = "CODE",
      description = "Add script code.")
  List<String> code = new ArrayList<>();

  @Option(
      names = {"-p", "--prefix"},
      paramLabel = "PREFIX",
      description = "Also load scripts with this prefix.")
  List<String> prefixes = new ArrayList<>();

  /// Where packets come from: scripts may differ by it.
  enum Packets {
    NONE,
    TRACES,
    LIVE
  }

  /// Scripts that other options ask for.
  final List<String> more = new ArrayList<>();

  /// Signature files, whose events the scripts may handle.
  List<String> signatures = List.of();

  /// Whether an argument sets a script variable.
  static boolean isAssignment(String argument) {
    int equals = argument.indexOf('=');
    return equals > 0 && argument.substring(0, equals).matches("[A-Za-z_][A-Za-z0-9_:]* *[+-]?");
  }

  /// The program, or nothing after its errors were told.
  ///
  /// @param arguments scripts and assignments, in any order
  Optional<CompiledProgram.Loaded> build(List<String> arguments, Packets packets, PrintStream err) {
    return build(arguments, packets, environment -> environment, err);
  }

  /// The programs of nodes of a cluster, by type, or nothing after the errors of the first that has
  /// any were told.
  Optional<Map<NodeType, CompiledProgram.Loaded>> build(
      List<String> arguments, Packets packets, List<NodeType> types, PrintStream err) {
    Map<NodeType, CompiledProgram.Loaded> programs = new EnumMap<>(NodeType.class);
    for (NodeType type : types) {
      Optional<CompiledProgram.Loaded> program =
          build(
              arguments,
              type == NodeType.WORKER ? packets : Packets.NONE,
              environment -> environment.asNode(type.scriptName()),
              err);
      if (program.isEmpty()) {
        return Optional.empty();
      }
      programs.put(type, program.get());
    }
    return Optional.of(programs);
  }

  private Optional<CompiledProgram.Loaded> build(
      List<String> arguments, Packets packets, UnaryOperator<Environment> as, PrintStream err) {
    List<String> scripts = new ArrayList<>();
    List<String> assignments = new ArrayList<>();
    for (String argument : arguments) {
      (isAssignment(argument) ? assignments : scripts).add(argument);
    }
    scripts.addAll(more);
    Diagnostics diagnostics = new Diagnostics();
    LoadRequest request =
        new LoadRequest(
            ZeekCommand.scriptPath(),
            ScriptBuild.scripts(bare, scripts),
            prefixes,
            assignments,
            String.join("\n", code),
            signatures);
    Optional<CompiledProgram.Loaded> program =
        new ScriptBuild(
                request,
                as.apply(
                    new Environment(
                        System.getenv(),
                        ZeekCommand.VERSION,
                        packets == Packets.LIVE,
                        packets == Packets.TRACES)),
                ProgramCache.ofUser())
            .build(diagnostics);
    for (Diagnostic one : diagnostics.all()) {
      err.println(DiagnosticRenderer.rich(one));
    }
    return program;
  }
}
