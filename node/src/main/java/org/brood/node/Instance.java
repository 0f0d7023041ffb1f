package org.brood.node;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.brood.analyzer.AnalyzerServices;
import org.brood.bif.RunFunctions;
import org.brood.decode.UidGenerator;
import org.brood.decode.WeirdSink;
import org.brood.event.ConnectionWeirds;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.event.WeirdTotals;
import org.brood.file.FileAnalyzers;
import org.brood.file.FileTracker;
import org.brood.file.x509.CertificateAnalyzers;
import org.brood.link.ClusterLink;
import org.brood.link.ClusterScripts;
import org.brood.link.Peering;
import org.brood.log.LogStreams;
import org.brood.log.LogWriterFactory;
import org.brood.log.PrintLog;
import org.brood.script.bif.HmacKey;
import org.brood.script.bif.ScriptFiles;
import org.brood.script.bif.ScriptRandom;
import org.brood.script.check.ExpressionText;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.runtime.Messages;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.ScriptProgram;
import org.brood.script.runtime.StopRequested;
import org.brood.script.source.ScriptPath;
import org.brood.script.value.Str;
import org.brood.signature.Signatures;
import org.brood.worker.Reporter;
import org.brood.worker.Weirds;
import org.brood.worker.Worker;
import org.jspecify.annotations.Nullable;

/// One instance of a program with the engine around it: a run that is alone has one, a cluster in
/// one process one for each node. It belongs to the thread that makes it.
final class Instance implements AutoCloseable {

  /// What an instance has of its own.
  ///
  /// @param link the way to other nodes, null for a run that is alone
  /// @param logs makes writers once the scripts' settings are known
  /// @param hasPackets whether it reads the run's packets, as a manager or proxy does not
  record Place(
      CompiledProgram.Loaded program,
      @Nullable ClusterLink link,
      UidGenerator uids,
      LogWriterSource logs,
      boolean hasPackets,
      OutputStream stdout,
      PrintStream err) {}

  /// Makes what makes an instance's log writers.
  @FunctionalInterface
  interface LogWriterSource {
    LogWriterFactory of(Events events);
  }

  private final Run.Request request;
  private final Place place;
  private final Reporter reporter;
  private final Runtime rt;
  private final Events events;
  private @Nullable ClusterScripts cluster;
  private @Nullable Peering peering;
  private @Nullable Worker worker;
  private int exitCode;

  Instance(Run.Request request, Place place) {
    this.request = request;
    this.place = place;
    reporter = new Reporter(place.err(), ExpressionText::canonical);
    rt = new Runtime(place.program().info(), reporter, place.stdout());
    events = new Events(rt);
  }

  /// The instance of a run that is alone.
  static Instance alone(Run.Request request, OutputStream stdout, PrintStream err) {
    return new Instance(
        request,
        new Place(
            request.program(),
            null,
            request.uids(),
            events -> new LogWriters(events, request.logFolder(), request.json(), stdout),
            request.hasPackets(),
            stdout,
            err));
  }

  Runtime runtime() {
    return rt;
  }

  Reporter reporter() {
    return reporter;
  }

  /// What `exit()` was called with, 0 if it was not.
  int exitCode() {
    return exitCode;
  }

  /// Whether scripts have connected the run with others, or wait for that.
  boolean hasPeers() {
    Peering peers = peering;
    return peers != null && peers.isActive();
  }

  /// What the node says to others; null for a run that is alone.
  @Nullable ClusterScripts cluster() {
    return cluster;
  }

  /// Gives the globals their values and puts the engine together; the worker is not started.
  ///
  /// @return nothing if first values or signatures are wrong, which was reported
  Optional<Worker> build() {
    ScriptProgram program = place.program().instance(rt);
    Weirds weirds = new Weirds(events);
    LogStreams logs =
        new LogStreams(
            rt, place.logs().of(events), (name, stream) -> weirds.netWeird(name, stream, ""));
    provide(weirds, logs);
    ClusterLink link = place.link();
    Inbox inbox = rt.serviceOr(Inbox.class, Inbox::new);
    if (link != null) {
      cluster = new ClusterScripts(rt, events, link, inbox);
    } else {
      peering = new Peering(rt, events, inbox);
    }
    program.init();
    if (reporter.errors() > 0) {
      return Optional.empty();
    }
    rt.initialized();
    PrintLog.install(rt, logs);
    int filter = rt.info().global("cmd_line_bpf_filter");
    if (filter >= 0) {
      program.setGlobal(filter, Str.of(request.filter()));
    }
    int checksums = rt.info().global("ignore_checksums");
    if (request.ignoreChecksums() && checksums >= 0) {
      program.setGlobal(checksums, true);
    }
    reporter.attach(rt);
    rt.provide(Reporter.class, reporter);
    if (!request.hasPackets()) {
      reporter.untimed();
    }
    AnalyzerServices services = new AnalyzerServices(events);
    rt.provide(AnalyzerServices.class, services);
    Optional<Signatures> signatures = Signatures.load(request.signatures(), request.path(), events);
    if (signatures.isEmpty()) {
      return Optional.empty();
    }
    FileTracker files = new FileTracker(events, place.uids());
    FileAnalyzers.register(files);
    CertificateAnalyzers.register(files);
    rt.provide(FileTracker.class, files);
    services.share(FileTracker.class, files);
    Protocols.register(services);
    rt.provide(Signatures.class, signatures.get());
    files.detector(signatures.get().files());
    services.detection(signatures.get().detection());
    Worker made = new Worker(rt, logs, services, weirds, place.uids(), request.ignoreChecksums());
    worker = made;
    ClusterScripts scripts = cluster;
    if (scripts != null) {
      scripts.connect();
    }
    return Optional.of(made);
  }

  private void provide(Weirds weirds, LogStreams logs) {
    rt.provide(Events.class, events);
    rt.provide(WeirdSink.class, weirds);
    rt.provide(WeirdTotals.class, weirds);
    rt.provide(ConnectionWeirds.class, weirds);
    rt.provide(LogStreams.class, logs);
    rt.provide(ScriptPath.class, request.path());
    UidGenerator uids = place.uids();
    rt.provide(UidGenerator.class, uids);
    if (uids.isSeeded()) {
      rt.provide(ScriptRandom.class, new ScriptRandom(uids.initialSeed()));
    }
    // Keyed values that nodes exchange must mean the same to all of them.
    rt.provide(HmacKey.class, HmacKey.of(request.uids().seedBytes()));
    rt.provide(
        RunFunctions.Run.class,
        new RunFunctions.Run(
            place.hasPackets() ? request.firstTrace() : "",
            place.hasPackets() && request.isLive(),
            request.bare(),
            request.arguments()));
    rt.provide(
        RunFunctions.Stop.class,
        new RunFunctions.Stop() {
          @Override
          public void request() {
            // as a signal would: told when the handler that asks for it has run
            rt.soon(() -> rt.note(Messages.Level.INFO, "received termination signal"));
            rt.end();
          }

          @Override
          public void exit(int code) {
            exitCode = code;
            rt.program().stop = true;
            throw new StopRequested();
          }
        });
  }

  @Override
  public void close() {
    Peering peers = peering;
    if (peers != null) {
      peers.close();
    }
    Worker made = worker;
    if (made != null) {
      made.close();
    }
    rt.serviceOr(ScriptFiles.OpenFiles.class, ScriptFiles.OpenFiles::new).closeAll();
  }
}
