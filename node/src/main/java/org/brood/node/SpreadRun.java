package org.brood.node;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.linux.FilteredSource;
import org.brood.capture.pcap.CaptureFile;
import org.brood.link.ClusterNode;
import org.brood.link.ClusterScripts;
import org.brood.link.LocalCluster;
import org.brood.link.NodeType;
import org.brood.log.MergedLogs;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.StopRequested;
import org.brood.spread.FrameBlock;
import org.brood.spread.Handover;
import org.brood.spread.Lockstep;
import org.brood.spread.Spreader;
import org.brood.worker.Worker;
import org.jspecify.annotations.Nullable;

/// Captures read by several workers at once: a cluster of a manager, a proxy and workers in this
/// process, each with scripts of its own, all of which write one set of logs.
///
/// The calling thread reads. Each worker has a thread; one more has manager and proxy, and writes
/// the logs. All meet at the end of each window of packet time, where what nodes tell each other
/// crosses: so a run can be repeated.
final class SpreadRun {
  /// Rounds in which nodes answer each other before the first packet and after the last.
  private static final int MAX_SETTLING = 100;

  /// The types of the nodes that there are here. The workers' program comes last, for that is the
  /// one that a later start shall have on its class path.
  static final List<NodeType> NODE_TYPES =
      List.of(NodeType.MANAGER, NodeType.PROXY, NodeType.WORKER);

  private static final int MANAGER = 0;
  private static final int PROXY = 1;
  private static final int FIRST_WORKER = 2;

  /// What a node has done.
  record Share(String name, NodeType type, long packets, long connections, long rows) {}

  private final Run.Request request;
  private final Map<NodeType, CompiledProgram.Loaded> programs;
  private final int workers;
  private final OutputStream stdout;
  private final PrintStream err;
  private final List<ClusterNode> nodes = new ArrayList<>();
  private final List<NodeOutput> outputs = new ArrayList<>();
  private final @Nullable Share[] shares;
  private final long[] droppedAtNode;
  private final long[] unreadableAtNode;
  private final LocalCluster cluster;
  private final MergedLogs logs;
  private final Lockstep lockstep;
  private final Spreader spreader;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger exitCode = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean stopWanted;
  private boolean stopped;
  private boolean published;

  /// A run that prints to standard output.
  ///
  /// @param programs one for each of [#NODE_TYPES]
  SpreadRun(
      Run.Request request,
      Map<NodeType, CompiledProgram.Loaded> programs,
      int workers,
      PrintStream err) {
    this(
        request,
        programs,
        workers,
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
        err);
  }

  SpreadRun(
      Run.Request request,
      Map<NodeType, CompiledProgram.Loaded> programs,
      int workers,
      OutputStream stdout,
      PrintStream err) {
    this.request = request;
    this.programs = programs;
    this.workers = workers;
    this.stdout = stdout;
    this.err = err;
    nodes.add(node("manager", NodeType.MANAGER));
    nodes.add(node("proxy-1", NodeType.PROXY));
    for (int i = 1; i <= workers; i++) {
      nodes.add(node("worker-" + i, NodeType.WORKER));
    }
    nodes.forEach(_ -> outputs.add(new NodeOutput()));
    shares = new Share[nodes.size()];
    droppedAtNode = new long[nodes.size()];
    unreadableAtNode = new long[nodes.size()];
    cluster = new LocalCluster(nodes);
    logs = new MergedLogs(nodes.size());
    lockstep = new Lockstep(workers + 1, this::whileAllStand);
    spreader = new Spreader(workers, workers + 1);
  }

  private static ClusterNode node(String name, NodeType type) {
    return new ClusterNode(name, type, "local-" + name, "127.0.0.1");
  }

  /// What each node has done, once the run has ended; nodes that were stopped before are left out.
  List<Share> shares() {
    List<Share> done = new ArrayList<>();
    for (Share share : shares) {
      if (share != null) {
        done.add(share);
      }
    }
    return done;
  }

  /// Runs to the end.
  ///
  /// @return the exit code
  int run() {
    try (spreader) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        int party = i;
        threads.add(start(nodes.get(FIRST_WORKER + i).name(), () -> work(party)));
      }
      threads.add(start("manager", this::manage));
      readAll();
      for (Thread thread : threads) {
        join(thread);
      }
      outputs.forEach(NodeOutput::collect);
      outputs.forEach(o -> o.writeTo(stdout, err));
      failures.forEach(err::println);
      stdout.flush();
    } catch (IOException e) {
      // Standard output is closed: whoever read it has seen enough.
    }
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a node failed", failed);
    }
    tellExceptions();
    return exitCode.get();
  }

  private static void join(Thread thread) {
    while (true) {
      try {
        thread.join();
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Thread start(String name, Runnable body) {
    return Thread.ofPlatform()
        .name(name)
        .start(() -> {
          try {
            body.run();
          } catch (StopRequested e) {
            giveUp();
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
            giveUp();
          }
        });
  }

  /// Ends the run where it is.
  private void giveUp() {
    lockstep.giveUp();
    spreader.giveUp();
  }

  /// What happens at each meeting: what nodes told others crosses, in their order.
  private void whileAllStand() {
    published = cluster.exchange();
    logs.collect();
    outputs.forEach(NodeOutput::collect);
    stopped |= stopWanted;
  }

  // ---- the reader

  private void readAll() {
    for (String trace : request.traces()) {
      if (!read(trace)) {
        break;
      }
    }
    spreader.end();
  }

  private boolean read(String trace) {
    boolean goOn = true;
    try (FilteredSource source = new FilteredSource(CaptureFile.open(trace))) {
      if (!request.filter().isEmpty()) {
        Run.install(source, request.filter());
      }
      goOn = spreader.read(source, (n, length) -> told(n, length));
      spreader.endFile(trace);
    } catch (CaptureException e) {
      failures.add("fatal error: " + e.getMessage());
      exitCode.set(1);
    }
    return goOn && !stopWanted;
  }

  private void told(long packets, int wireLength) {
    request.progress().packet(packets, wireLength);
    if (stopWanted) {
      spreader.stop();
    }
  }

  // ---- nodes

  private Instance instance(int node) {
    ClusterNode own = nodes.get(node);
    CompiledProgram.Loaded program = programs.get(own.type());
    if (program == null) {
      throw new IllegalStateException("no program for " + own.type());
    }
    NodeOutput output = outputs.get(node);
    return new Instance(
        request,
        new Instance.Place(
            program,
            cluster.link(node),
            request.uids().ofNode(node),
            events ->
                logs.ofNode(
                    node, new LogWriters(events, request.logFolder(), request.json(), stdout)),
            own.type() == NodeType.WORKER,
            output.out,
            output.err));
  }

  /// Starts a node.
  ///
  /// @return nothing if signatures are wrong, which was reported; then the run ends
  private Optional<Worker> begin(int node, Instance instance) {
    cluster.clock(node, instance.runtime()::networkTime);
    Optional<Worker> worker = instance.build();
    if (worker.isEmpty()) {
      exitCode.set(1);
      giveUp();
      return worker;
    }
    // A worker sees fewer packets than one that is alone: what is due before its next one must not
    // wait for the one after it.
    Runtime rt = instance.runtime();
    int budget = rt.info().global("max_timer_expires");
    if (budget >= 0) {
      rt.program().setGlobal(budget, 0L);
    }
    worker.get().start();
    return worker;
  }

  private void flushAndNote(Instance instance) {
    try {
      instance.runtime().stdout().flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    stopWanted |= instance.runtime().isEnding();
  }

  /// Meets the others until nobody has anything to tell.
  ///
  /// @return false if the run was given up
  private boolean settle(List<Instance> instances, List<Worker> own, boolean writes) {
    for (int round = 0; round < MAX_SETTLING; round++) {
      instances.forEach(this::flushAndNote);
      if (!lockstep.meet()) {
        return false;
      }
      if (writes) {
        writeAside();
      }
      boolean any = published;
      own.forEach(Worker::news);
      if (!any) {
        break;
      }
    }
    return true;
  }

  private void work(int party) {
    int node = FIRST_WORKER + party;
    try (Instance instance = instance(node)) {
      try {
        work(party, node, instance);
      } catch (StopRequested e) {
        exited(instance);
      }
    }
  }

  private void work(int party, int node, Instance instance) {
    Optional<Worker> begun = begin(node, instance);
    if (begun.isEmpty()) {
      return;
    }
    Worker worker = begun.get();
    List<Instance> alone = List.of(instance);
    if (settle(alone, List.of(worker), false)
        && windows(party, alone, List.of(worker), false)
        && settle(alone, List.of(worker), false)) {
      end(node, instance, worker);
      lockstep.meet();
    }
  }

  /// Ends the run where it is, for a script said so.
  private void exited(Instance instance) {
    exitCode.compareAndSet(0, instance.exitCode());
    giveUp();
  }

  private void end(int node, Instance instance, Worker worker) {
    instance.runtime().program().stop = false;
    worker.finish();
    flushAndNote(instance);
    ClusterScripts scripts = instance.cluster();
    if (scripts != null) {
      droppedAtNode[node] = scripts.dropped() + cluster.dropped(node);
      unreadableAtNode[node] = scripts.malformed();
    }
    shares[node] =
        new Share(
            nodes.get(node).name(),
            nodes.get(node).type(),
            worker.packets(),
            worker.flows().total(),
            logs.rows(node));
    if (instance.reporter().hasFatal()) {
      exitCode.set(1);
    }
    exitCode.compareAndSet(0, instance.exitCode());
  }

  /// Goes through all windows.
  ///
  /// @return false if the run was given up
  private boolean windows(int party, List<Instance> instances, List<Worker> own, boolean writes) {
    Handover<FrameBlock> blocks = spreader.blocks(party);
    Frame frame = new Frame();
    while (true) {
      FrameBlock block = blocks.take();
      if (block == null) {
        return false;
      }
      if (!stopped) {
        packets(block, own.getFirst(), frame, instances.getFirst());
      }
      if (block.isWindowEnd() && !endWindow(block, instances, own, writes)) {
        return false;
      }
      boolean last = block.isLast();
      spreader.giveBack(party, block);
      if (last) {
        return true;
      }
    }
  }

  private static void packets(FrameBlock block, Worker worker, Frame frame, Instance instance) {
    int frames = block.frames();
    for (int i = 0; i < frames && !instance.runtime().isEnding(); i++) {
      block.get(i, frame);
      worker.packet(frame);
    }
  }

  private boolean endWindow(
      FrameBlock block, List<Instance> instances, List<Worker> own, boolean writes) {
    for (Worker worker : own) {
      if (!stopped && block.windowEndNanos() > 0) {
        worker.advance(block.windowEndNanos());
      }
      if (!stopped && !block.fileEnd().isEmpty()) {
        worker.fileEnded(block.fileEnd());
      }
    }
    instances.forEach(this::flushAndNote);
    if (!lockstep.meet()) {
      return false;
    }
    if (writes) {
      writeAside();
    }
    own.forEach(Worker::news);
    return true;
  }

  // ---- manager, proxy, and the logs

  private void manage() {
    try (Instance manager = instance(MANAGER);
        Instance proxy = instance(PROXY)) {
      try {
        manage(manager, proxy);
      } catch (StopRequested e) {
        exited(manager);
        exited(proxy);
      } catch (IOException e) {
        failures.add("error: " + e.getMessage());
        exitCode.set(1);
      }
    }
  }

  private void manage(Instance manager, Instance proxy) throws IOException {
    Optional<Worker> first = begin(MANAGER, manager);
    Optional<Worker> second = first.isEmpty() ? first : begin(PROXY, proxy);
    if (second.isEmpty()) {
      return;
    }
    List<Instance> instances = List.of(manager, proxy);
    List<Worker> own = List.of(first.get(), second.get());
    if (settle(instances, own, true)
        && windows(workers, instances, own, true)
        && settle(instances, own, true)
        && lockstep.meet()) {
      // Workers have ended; what they said last is heard before proxy and manager end.
      finishLast(PROXY, proxy, second.get());
      finishLast(MANAGER, manager, first.get());
      logs.close();
    }
  }

  private void finishLast(int node, Instance instance, Worker worker) throws IOException {
    writeAside();
    worker.news();
    end(node, instance, worker);
    whileAllStand();
    writeAside();
  }

  private void writeAside() {
    try {
      logs.write();
    } catch (IOException e) {
      failures.add("error: log writer: " + e.getMessage());
      exitCode.set(1);
    }
    outputs.forEach(o -> o.writeTo(stdout, err));
  }

  // ---- exceptions

  private void tellExceptions() {
    long dropped = 0;
    long unreadable = 0;
    for (int i = 0; i < nodes.size(); i++) {
      dropped += droppedAtNode[i];
      unreadable += unreadableAtNode[i];
    }
    tell(
        spreader.wrapped(),
        "packets in VXLAN or Geneve: several workers log their outer connections");
    tell(dropped, "events between nodes dropped: too many waited");
    tell(unreadable, "events between nodes that could not be read");
    tell(logs.leftOut(), "log rows left out: nodes differ about the columns");
  }

  private void tell(long count, String what) {
    if (count > 0) {
      err.println("brood: " + count + " " + what);
    }
  }

  /// What a node prints, kept until all stand still.
  private static final class NodeOutput {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final OutputStream out = printed;
    private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    private byte[] printedAside = {};
    private byte[] saidAside = {};

    void collect() {
      printedAside = joined(printedAside, printed);
      saidAside = joined(saidAside, said);
    }

    private static byte[] joined(byte[] before, ByteArrayOutputStream more) {
      if (more.size() == 0) {
        return before;
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(before);
      all.writeBytes(more.toByteArray());
      more.reset();
      return all.toByteArray();
    }

    void writeTo(OutputStream stdout, PrintStream stderr) {
      try {
        stdout.write(printedAside);
      } catch (IOException e) {
        // Standard output is closed: whoever read it has seen enough.
      }
      stderr.write(saidAside, 0, saidAside.length);
      printedAside = new byte[0];
      saidAside = new byte[0];
    }
  }
}
