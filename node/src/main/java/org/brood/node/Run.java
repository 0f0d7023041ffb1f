package org.brood.node;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.brood.bif.PcapFunctions;
import org.brood.capture.CaptureException;
import org.brood.capture.linux.FilteredSource;
import org.brood.capture.pcap.CaptureFile;
import org.brood.decode.UidGenerator;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.StopRequested;
import org.brood.script.source.ScriptPath;
import org.brood.worker.Reporter;
import org.brood.worker.Worker;
import org.jspecify.annotations.Nullable;

/// One analysis of one capture by one program: everything put together by plain constructors.
final class Run {

  /// Where packets come from.
  sealed interface Input {
    /// Captures, one after the other; none for a program alone.
    record Traces(List<String> files) implements Input {}

    /// Network interfaces, all at once.
    record Interfaces(List<String> names) implements Input {}

    /// A capture whose packets come as time goes by.
    record Replayed(String file, double speed) implements Input {}
  }

  /// What to run with.
  ///
  /// @param signatures files of signatures beside those that scripts load
  /// @param path where they are looked for
  /// @param checkOnly whether to end before anything runs
  /// @param writeFile a capture file for all packets, empty for none
  record Request(
      CompiledProgram.Loaded program,
      Input input,
      String filter,
      List<String> signatures,
      ScriptPath path,
      boolean checkOnly,
      String writeFile,
      Path logFolder,
      boolean json,
      boolean ignoreChecksums,
      boolean bare,
      List<String> arguments,
      UidGenerator uids,
      Worker.Progress progress) {

    boolean isLive() {
      return !(input instanceof Input.Traces);
    }

    /// The first capture, empty if there is none.
    String firstTrace() {
      return traces().isEmpty() ? "" : traces().getFirst();
    }

    List<String> traces() {
      return switch (input) {
        case Input.Traces(List<String> files) -> files;
        case Input.Replayed(String file, _) -> List.of(file);
        case Input.Interfaces _ -> List.of();
      };
    }

    boolean hasPackets() {
      return isLive() || !firstTrace().isEmpty();
    }
  }

  private final Request request;
  private final OutputStream stdout;
  private final PrintStream err;
  private int exitCode;
  private @Nullable Reporter reporter;
  private @Nullable ScriptMetrics metrics;
  private BooleanSupplier hasPeers = () -> false;
  private StopSignal stop = StopSignal.none();
  private StatusFile status;
  private String printedId = "";
  private boolean allowsErrors = System.getenv("ZEEK_ALLOW_INIT_ERRORS") != null;

  /// A run that prints to standard output.
  Run(Request request, PrintStream err) {
    this(request, new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), err);
  }

  Run(Request request, OutputStream stdout, PrintStream err) {
    this.request = request;
    this.stdout = stdout;
    this.err = err;
    this.status = new StatusFile("", err);
  }

  /// Goes on after errors in `zeek_init`.
  void allowErrors() {
    allowsErrors = true;
  }

  /// Tells in a file what the run does.
  void status(StatusFile file) {
    status = file;
  }

  /// Prints an identifier instead of running; the empty one is none.
  void printId(String name) {
    printedId = name;
  }

  /// Runs to the end.
  ///
  /// @return the exit code
  int run() {
    if (request.isLive() && !request.checkOnly()) {
      stop = StopSignal.listen();
    }
    int code = 1;
    try {
      code = runToEnd();
    } finally {
      stop.finished(code);
    }
    return code;
  }

  private int runToEnd() {
    try (Instance instance = Instance.alone(request, stdout, err)) {
      Optional<Worker> worker = instance.build();
      if (worker.isEmpty()) {
        return 1;
      }
      if (request.checkOnly()) {
        return 0;
      }
      reporter = instance.reporter();
      hasPeers = instance::hasPeers;
      if (!printedId.isEmpty()) {
        return print(instance.runtime());
      }
      analyse(worker.get(), instance.runtime());
      return instance.reporter().hasFatal() ? 1 : exitCode != 0 ? exitCode : instance.exitCode();
    } finally {
      try {
        stdout.flush();
      } catch (IOException e) {
        // Standard output is closed: whoever read it has seen enough.
      }
    }
  }

  private int print(Runtime rt) {
    Optional<byte[]> line = PrintedId.of(rt, printedId);
    if (line.isEmpty()) {
      rt.note(Level.FATAL, "No such ID: " + printedId + "\n");
      return 1;
    }
    try {
      stdout.write(line.get());
      return 0;
    } catch (IOException e) {
      return 1;
    }
  }

  private void analyse(Worker worker, Runtime rt) {
    try {
      if (!request.writeFile().isEmpty()) {
        worker.recordTo(request.writeFile());
      }
      switch (request.input()) {
        case Input.Interfaces(List<String> names) -> listen(worker, rt, names);
        case Input.Traces(List<String> files) -> readAll(worker, rt, files);
        case Input.Replayed(String file, double speed) -> replay(worker, rt, file, speed);
      }
    } catch (StopRequested e) {
      rt.program().stop = false;
    }
  }

  private void readAll(Worker worker, Runtime rt, List<String> traces) {
    boolean untilTold = rt.service(Events.class).bool("exit_only_after_terminate", false);
    if (traces.isEmpty()) {
      worker.wallTime();
      start(worker, rt);
    }
    for (String trace : traces) {
      read(worker, rt, trace);
    }
    if (!worker.isStarted()) {
      return; // no file could be opened
    }
    if (untilTold || hasPeers.getAsBoolean()) {
      stop = StopSignal.listen();
      stop.then(() -> rt.service(Inbox.class).post(rt::end));
      worker.idle(traces.isEmpty());
    }
    finish(worker, rt);
  }

  private void finish(Worker worker, Runtime rt) {
    status.terminating();
    ScriptMetrics served = metrics;
    if (served != null) {
      served.close();
    }
    rt.program().stop = false;
    worker.finish();
  }

  /// Starts the worker; errors on the way there end the run, unless the environment allows them.
  private void start(Worker worker, Runtime rt) {
    worker.start();
    Reporter messages = reporter;
    if (messages != null && messages.errors() > 0 && !allowsErrors) {
      rt.note(Level.FATAL, "errors occurred while initializing");
      throw new StopRequested();
    }
    try {
      metrics = ScriptMetrics.open(rt, rt.service(Events.class));
    } catch (IOException e) {
      rt.note(Level.ERROR, "metrics cannot be served: " + e.getMessage());
    }
    status.running();
  }

  /// Installs a tcpdump filter.
  static void install(FilteredSource source, String filter) throws CaptureException {
    try {
      source.install(filter);
    } catch (CaptureException e) {
      throw new CaptureException("problem with filter \"" + filter + "\" (" + e.getMessage() + ")");
    }
  }

  /// Captures until somebody wants the end.
  private void listen(Worker worker, Runtime rt, List<String> interfaces) {
    try (LiveCapture live = LiveCapture.open(interfaces, 1, rt.service(Events.class), stop)) {
      prepare(rt, live.filtered());
      worker.wallTime();
      worker.startAtOnce();
      start(worker, rt);
      live.printNames(err);
      worker.runLive(live.filtered(), live);
      live.printReason(err);
      finish(worker, rt);
      live.printCounts(err, worker.notProcessed());
    } catch (CaptureException e) {
      failed(e);
      if (worker.isStarted()) {
        worker.finish();
      }
    }
  }

  /// Lets a capture's packets come at their times.
  private void replay(Worker worker, Runtime rt, String trace, double speed) {
    try {
      Replay replay = new Replay(CaptureFile.open(trace), speed, InstantSource.system(), stop);
      try (FilteredSource source = new FilteredSource(replay)) {
        prepare(rt, List.of(source));
        start(worker, rt);
        worker.runLive(List.of(source), replay);
        worker.fileEnded(trace);
      }
    } catch (CaptureException e) {
      failed(e);
    }
    if (worker.isStarted()) {
      finish(worker, rt);
    }
  }

  private void read(Worker worker, Runtime rt, String trace) {
    try (FilteredSource source = new FilteredSource(CaptureFile.open(trace))) {
      prepare(rt, List.of(source));
      if (!worker.isStarted()) {
        start(worker, rt);
      }
      worker.run(source, request.progress());
      worker.fileEnded(trace);
    } catch (CaptureException e) {
      failed(e);
    }
  }

  /// Makes sources known to scripts, and installs the filter of the command line.
  private void prepare(Runtime rt, List<FilteredSource> sources) throws CaptureException {
    rt.provide(PcapFunctions.Current.class, new PcapFunctions.Current(sources));
    if (!request.filter().isEmpty()) {
      for (FilteredSource source : sources) {
        install(source, request.filter());
      }
    }
  }

  private void failed(CaptureException e) {
    err.println("fatal error: " + e.getMessage());
    exitCode = 1;
  }
}
