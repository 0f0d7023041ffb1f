package org.brood.node;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.brood.decode.UidGenerator;
import org.brood.script.codegen.CompiledProgram;
import org.brood.worker.Worker;
import picocli.CommandLine.Option;

/// What commands that analyse packets have in common.
final class AnalysisOptions {
  @Option(
      names = "--log-dir",
      paramLabel = "DIR",
      description = "Where logs go; the current folder if not said.")
  Path logFolder = Path.of("");

  @Option(names = "--json", description = "Write logs as JSON.")
  boolean json;

  @Option(
      names = {"-C", "--no-checksums"},
      description = "Ignore wrong checksums.")
  boolean noChecksums;

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "FILTER",
      description = "A tcpdump filter.")
  String filter = "";

  @Option(
      names = {"-s", "--signatures"},
      paramLabel = "SIGS",
      description = "Signature files.")
  List<String> signatures = new ArrayList<>();

  @Option(
      names = {"-w", "--write"},
      paramLabel = "FILE",
      description = "Write the packets to a capture file.")
  String writeFile = "";

  /// Makes the folder for logs.
  ///
  /// @param command whose message it is if that fails
  /// @return false if it failed
  boolean makeLogFolder(String command, PrintStream err) {
    try {
      Files.createDirectories(logFolder.toAbsolutePath());
      return true;
    } catch (IOException e) {
      err.println(command + ": cannot make " + logFolder + ": " + e.getMessage());
      return false;
    }
  }

  /// A run as these options want it.
  Run.Request request(
      CompiledProgram.Loaded program,
      Run.Input input,
      boolean bare,
      List<String> arguments,
      Worker.Progress progress) {
    return new Run.Request(
        program,
        input,
        filter,
        signatures,
        ZeekCommand.scriptPath(),
        false,
        writeFile,
        logFolder,
        json,
        noChecksums,
        bare,
        arguments,
        UidGenerator.random(),
        progress);
  }
}
