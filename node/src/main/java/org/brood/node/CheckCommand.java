package org.brood.node;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.brood.node.control.ControlCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `brood check`: tells what is wrong with scripts, without running them.
@Command(
    name = "check",
    description = {
      "Compiles scripts and tells what is wrong with them.",
      "Without any: has the cluster's site folder checked on every host."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  brood check local.zeek Site::local_nets='{ 10.0.0.0/8 }'"})
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SCRIPT|VAR=VALUE",
      arity = "0..*",
      description = "Scripts and script variables.")
  private List<String> arguments = new ArrayList<>();

  @Mixin private ScriptOptions scripts = new ScriptOptions();

  @Override
  public Integer call() {
    if (arguments.isEmpty()) {
      return ControlCommands.checkSite();
    }
    PrintStream err = System.err;
    return scripts.build(arguments, ScriptOptions.Packets.NONE, err).isPresent() ? 0 : 1;
  }
}
