package org.brood.node;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brood.script.codegen.CompiledProgram;

/// Runs from which the JVM makes an AOT cache: loaded classes, and what it learnt about methods.
///
/// A program that is made of Brood's own scripts alone is run over practice traffic. Any other
/// might do what nobody asked for, such as sending mail: its classes are loaded, nothing of it
/// runs, and Brood's default scripts run instead.
final class Training {
  /// How often the captures are read: profiles of a short run show too few of the methods that a
  /// longer run needs.
  private static final int PASSES = 2;

  private Training() {}

  /// Has an AOT cache made for a program when this process ends, unless there is one or
  /// `BROOD_AOT=off` says not to.
  static void offer(Path jar) {
    String home = System.getProperty("brood.home", "");
    String name = jar.toString();
    Path made = Path.of(name.substring(0, name.length() - ".jar".length()) + ".aot");
    if (home.isEmpty()
        || System.getenv().getOrDefault("BROOD_AOT", "").equals("off")
        || !Files.isRegularFile(jar)
        || Files.isRegularFile(made)) {
      return;
    }
    java.lang.Runtime.getRuntime().addShutdownHook(new Thread(() -> start(home, jar)));
  }

  private static void start(String home, Path jar) {
    ProcessBuilder job =
        new ProcessBuilder(
            "setsid", "nice", "-n", "19", home + "/bin/make-aot", jar.toAbsolutePath().toString());
    job.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    job.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    try {
      job.start();
    } catch (IOException e) {
      // Programs start without it too, a moment later.
    }
  }

  /// The command of `bin/make-aot`; logs go into the current folder.
  ///
  /// @param arguments the capture
  static int run(List<String> arguments, PrintStream err) {
    ClassLoader loader = Training.class.getClassLoader();
    try {
      List<String> classes = ProgramCache.classesOnPath();
      Optional<CompiledProgram.Loaded> program =
          !classes.isEmpty() && ProgramCache.isOwn(loader)
              ? Optional.of(CompiledProgram.Loaded.from(loader))
              : new ScriptOptions().build(List.of(), ScriptOptions.Packets.TRACES, err);
      for (String name : classes) {
        Class.forName(name, false, loader);
      }
      return program.isEmpty() ? 1 : analyse(program.get(), arguments, err);
    } catch (IOException | ClassNotFoundException e) {
      err.println("train: " + e);
      return 1;
    }
  }

  private static int analyse(
      CompiledProgram.Loaded program, List<String> captures, PrintStream err) {
    List<String> passes = new ArrayList<>();
    for (int i = 0; i < PASSES; i++) {
      passes.addAll(captures);
    }
    AnalysisOptions analysis = new AnalysisOptions();
    analysis.noChecksums = true;
    Run.Request request =
        analysis.request(
            program, new Run.Input.Traces(passes), false, List.of("zeek"), (_, _) -> {});
    return new Run(request, OutputStream.nullOutputStream(), err).run();
  }
}
