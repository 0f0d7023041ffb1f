package org.brood.worker;

import java.time.Instant;
import java.util.List;
import org.brood.analyzer.AnalyzerServices;
import org.brood.bif.HostFunctions;
import org.brood.bif.PacketAccess;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.PacketSource;
import org.brood.conn.ConnRecords;
import org.brood.decode.Decoder;
import org.brood.decode.UidGenerator;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.file.FileTracker;
import org.brood.flow.FlowOptions;
import org.brood.flow.FlowTable;
import org.brood.flow.WeirdSampler;
import org.brood.input.InputStreams;
import org.brood.log.LogStreams;
import org.brood.lookup.Resolver;
import org.brood.notify.Outboxes;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.StopRequested;
import org.brood.script.runtime.TimerQueue;
import org.brood.script.value.Str;
import org.brood.stream.Streams;
import org.jspecify.annotations.Nullable;

/// One worker: packets of one source through decoding, flows, streams and analyzers to the events
/// of one script instance.
///
/// Everything in it belongs to the thread that calls it.
public final class Worker implements AutoCloseable, HostFunctions.Pace {
  private static final double MICROS = 1e6;

  /// Rounds of answers to answers that come before the first packet.
  private static final int MAX_SETTLING = 1000;

  /// How long a run without packets sleeps at most before it looks for news.
  private static final long NAP_MILLIS = 10;

  /// How many frames one source may give before the next has its turn.
  private static final int BURST = 1000;

  /// After how many frames of one source a worker looks for news.
  private static final int LOOK_AFTER = 64;

  /// How many rows of a source of the input framework are read at once where no packets wait, and
  /// where they do: what comes of so many takes a few milliseconds.
  private static final int ROWS_AT_ONCE = 10_000;

  private static final int ROWS_BETWEEN_PACKETS = 500;

  /// How long only packets have their turn then.
  private static final long ROWS_PAUSE_NANOS = 10_000_000;

  /// How far packet time stays behind the clock when nothing comes.
  private static final long IDLE_LAG_NANOS = 50_000_000;

  private final Runtime rt;
  private final Events events;
  private final LogStreams logs;
  private final AnalyzerServices services;
  private final Weirds weirds;
  private final UidGenerator uids;
  private final boolean ignoreChecksums;
  private final EventType zeekInit;
  private final EventType zeekDone;
  private @Nullable Decoder decoder;
  private @Nullable FlowTable flows;
  private @Nullable Streams streams;
  private @Nullable PacketRecorder recorder;
  private @Nullable CurrentPacket currentPacket;
  private boolean began;
  private boolean waitsForRows = true;

  /// How often scripts have suspended packets without letting them go on.
  private int suspensions;

  /// How long the end of a run waits for look-ups.
  private static final long MAX_LOOKUP_NANOS = 2_000_000_000L;

  private final Inbox inbox;

  /// @param services analyzers of this worker, with all protocols added
  public Worker(
      Runtime rt,
      LogStreams logs,
      AnalyzerServices services,
      Weirds weirds,
      UidGenerator uids,
      boolean ignoreChecksums) {
    this.rt = rt;
    this.events = services.events();
    this.logs = logs;
    this.services = services;
    this.weirds = weirds;
    this.uids = uids;
    this.ignoreChecksums = ignoreChecksums;
    this.zeekInit = events.type("zeek_init");
    this.zeekDone = events.type("zeek_done");
    this.inbox = rt.serviceOr(Inbox.class, Inbox::new);
  }

  /// Lets the start not wait for all that sources of the input framework have: they are read on
  /// while packets come. To be told before [#start].
  public void startAtOnce() {
    waitsForRows = false;
  }

  /// Builds the packet path from the scripts' settings and runs `zeek_init`.
  public void start() {
    boolean sizes = events.bool("use_conn_size_analyzer", true);
    ConnRecords records = new ConnRecords(events, () -> sizes && services.countsSizes());
    rt.afterDrain(records::settle);
    PacketEvents packets = new PacketEvents(events, weirds);
    FlowEvents flowEvents = new FlowEvents(services, records, weirds, packets);
    DecodeEvents decodeEvents = new DecodeEvents(events, packets, weirds);
    FlowOptions options = Settings.flow(events);
    Settings.uids(events, uids);
    Decoder made =
        new Decoder(Settings.decode(events, ignoreChecksums), weirds, decodeEvents, uids);
    WeirdSampler sampler = new WeirdSampler(made);
    Settings.weirds(events, sampler);
    weirds.sampleWith(sampler);
    rt.provide(WeirdSampler.class, sampler);
    decodeEvents.attach(made);
    Discarder discarder = new Discarder(rt, events, packets.records());
    if (discarder.isNeeded()) {
      made.filter().discardIf(discarder::discards);
    }
    PacketRecorder record = recorder;
    if (record != null) {
      decodeEvents.recordTo(record);
    }
    CurrentPacket current = new CurrentPacket(decodeEvents, made, this::reportError);
    currentPacket = current;
    rt.provide(PacketAccess.class, current);
    made.timers().takeTurnsWith(new ScriptTimers());
    Streams contents = new Streams(options, flowEvents);
    flows = new FlowTable(made, options, flowEvents, contents);
    streams = contents;
    rt.provide(Streams.class, contents);
    made.registerStandard();
    decoder = made;
    rt.provide(Worker.class, this);
    rt.provide(HostFunctions.Pace.class, this);
    rt.provide(Decoder.class, made);
    rt.provide(FlowTable.class, flows);
    rt.provide(Streams.class, contents);
    rt.tableExpireInterval = seconds("table_expire_interval", rt.tableExpireInterval);
    rt.tableExpireDelay = seconds("table_expire_delay", rt.tableExpireDelay);
    rt.tableIncrementalStep = (int) events.count("table_incremental_step", rt.tableIncrementalStep);
    long limit = events.count("table_expire_limit", rt.tableExpireLimit);
    rt.tableExpireLimit = limit == 0 ? Long.MAX_VALUE : limit;
    logs.rotateLeftovers();
    int statements = rt.info().function("<statements>");
    if (statements >= 0) {
      runStatements(statements);
    }
    Reporter reporter = rt.serviceIfPresent(Reporter.class);
    if (reporter != null) {
      reporter.beginEvents();
    }
    zeekInit.raise();
    EventType loaded = events.type("zeek_script_loaded");
    if (loaded.isWanted()) {
      for (ProgramInfo.LoadedScript script : rt.info().scripts()) {
        loaded.raise(Str.of(script.name()), (long) script.level());
      }
    }
    // What comes of it after some rounds waits for the first packet.
    rt.drain();
    made.closeRegistration();
    settle();
    Settings.likelyPorts(events, options);
  }

  /// Lets what was asked for while nothing was read come in, such as feeds, before packets do.
  private void settle() {
    int round = 0;
    while (round < MAX_SETTLING && !inbox.isIdle() && !rt.isEnding()) {
      InputStreams streams = rt.serviceIfPresent(InputStreams.class);
      boolean asked = streams != null && !streams.isQuiet();
      pace(ROWS_AT_ONCE, 0);
      boolean came = inbox.poll(System.nanoTime());
      rt.drain();
      boolean unfinished = streams != null && streams.isUnfinished();
      if (!asked && !came || unfinished && !waitsForRows) {
        break;
      }
      round += unfinished ? 0 : 1;
    }
    pace(Integer.MAX_VALUE, 0);
  }

  private void pace(int rows, long pauseNanos) {
    InputStreams streams = rt.serviceIfPresent(InputStreams.class);
    if (streams != null) {
      streams.pace(rows, pauseNanos);
    }
  }

  /// Takes in what came from outside meanwhile, and runs what follows from it.
  public void news() {
    if (inbox.poll(System.nanoTime()) || rt.hasEvents()) {
      drainAll();
    }
  }

  /// Moves time on without packets, as far as other nodes have come with theirs.
  public void advance(long nanos) {
    decoder().idle(nanos);
    rt.drain();
  }

  /// @return whether anything came
  private boolean lookOutside() {
    if (!inbox.isIdle() && inbox.poll(System.nanoTime())) {
      rt.drain();
      return true;
    }
    return false;
  }

  /// Sets the time of scripts by the clock, for there are no packets that tell it, or none yet;
  /// unless scripts say that only they move it on.
  public void wallTime() {
    if (!events.bool("allow_network_time_forward", true)) {
      return;
    }
    Instant now = Instant.now();
    rt.networkTime(Math.max(rt.networkTime(), now.getEpochSecond() + now.getNano() / 1e9));
  }

  /// Goes on without packets until a script ends the run.
  ///
  /// @param withClock whether time goes on too, as it does not after the last packet of a file
  public void idle(boolean withClock) {
    while (!rt.isEnding()) {
      pace(ROWS_AT_ONCE, 0);
      boolean came = inbox.poll(System.nanoTime());
      if (withClock) {
        wallTime();
        TimerQueue timers = rt.timers();
        while (!rt.isEnding() && timers.next() <= rt.networkTime()) {
          timers.runOne(rt.networkTime());
          came = true;
        }
      }
      came |= rt.hasEvents();
      rt.drain();
      if (!came && !rt.isEnding()) {
        inbox.await(NAP_MILLIS);
      }
    }
  }

  @Override
  public void suspend(boolean on) {
    suspensions = Math.max(0, suspensions + (on ? 1 : -1));
  }

  @Override
  public boolean isSuspended() {
    return suspensions > 0;
  }

  private void waitWhileSuspended() {
    while (isSuspended() && !rt.isEnding()) {
      boolean came = inbox.poll(System.nanoTime()) || rt.hasEvents();
      if (rt.timers().next() <= rt.networkTime()) {
        rt.timers().runOne(rt.networkTime());
        came = true;
      }
      rt.drain();
      if (!came && isSuspended() && !rt.isEnding()) {
        inbox.await(NAP_MILLIS);
      }
    }
  }

  private FileTracker fileTracker() {
    return rt.service(FileTracker.class);
  }

  /// Runs the statements outside of functions; the run ends if they fail.
  private void runStatements(int number) {
    try {
      rt.program().function(number).call();
      return;
    } catch (StopRequested e) {
      throw e;
    } catch (RuntimeException failure) {
      rt.failed(failure);
    } catch (StackOverflowError e) {
      rt.overflowed();
    }
    rt.note(Level.FATAL, "failed to execute script statements at top-level scope");
    throw new StopRequested();
  }

  private double seconds(String name, double otherwise) {
    return events.global(name) instanceof Double d ? d : otherwise;
  }

  /// The scripts' timers, which take turns with those of the engine.
  private final class ScriptTimers implements org.brood.decode.TimerQueue.Other {
    private final TimerQueue timers = rt.timers();

    @Override
    public long nextNanos() {
      double next = timers.next();
      return next == Double.POSITIVE_INFINITY ? Long.MAX_VALUE : Math.round(next * MICROS) * 1000;
    }

    @Override
    public void runNext() {
      timers.runOne(Math.max(rt.networkTime(), timers.next()));
    }

    @Override
    public void advanced(long nanos) {
      rt.networkTime(Math.max(rt.networkTime(), ConnRecords.seconds(nanos)));
    }
  }

  private void reportError(String text) {
    rt.report(Level.ERROR, text);
  }

  /// Records packets to a file; to be told before [#start].
  public void recordTo(String path) {
    recorder = new PacketRecorder(path, false, this::reportError);
  }

  /// Whether [#start] was called.
  public boolean isStarted() {
    return decoder != null;
  }

  private Decoder decoder() {
    Decoder d = decoder;
    if (d == null) {
      throw new IllegalStateException("not started");
    }
    return d;
  }

  /// The flows of this worker.
  public FlowTable flows() {
    FlowTable f = flows;
    if (f == null) {
      throw new IllegalStateException("not started");
    }
    return f;
  }

  /// Says that a capture file has ended.
  public void fileEnded(String name) {
    events.type("Pcap::file_done").raise(Str.of(name));
    rt.drain();
  }

  /// How many packets were analysed.
  public long packets() {
    return decoder().packetsProcessed();
  }

  /// Told after each packet, for progress.
  @FunctionalInterface
  public interface Progress {
    void packet(long packets, int wireLength);
  }

  /// Reads a source to its end.
  ///
  /// @throws CaptureException when it is broken; all packets before were analysed
  public void run(PacketSource source, Progress progress) throws CaptureException {
    Frame frame = new Frame();
    long packets = 0;
    waitWhileSuspended();
    while (!rt.isEnding() && source.next(frame)) {
      packet(frame);
      lookOutside();
      waitWhileSuspended();
      progress.packet(++packets, frame.wireLength);
    }
  }

  /// What a live run asks of the world around it.
  public interface Outside {
    /// The clock: nanoseconds since 1970, UTC.
    long nowNanos();

    /// Waits a while for frames.
    void await() throws CaptureException;

    /// Whether somebody wants the run to end.
    boolean isStopped();
  }

  /// Reads live sources until somebody wants the end, a burst of each in turn. While nothing comes
  /// time follows the clock, a little late, for frames may still wait in the kernel.
  ///
  /// @throws CaptureException when a source breaks; all frames before were analysed
  public void runLive(List<? extends PacketSource> sources, Outside outside)
      throws CaptureException {
    Frame frame = new Frame();
    while (!rt.isEnding() && !outside.isStopped()) {
      boolean idle = true;
      pace(ROWS_BETWEEN_PACKETS, ROWS_PAUSE_NANOS);
      for (int i = 0; i < sources.size() && !isSuspended(); i++) {
        idle &= burst(sources.get(i), frame) == 0;
      }
      if (idle) {
        hurry();
      }
      boolean came = lookOutside();
      if (idle) {
        decoder().idle(outside.nowNanos() - IDLE_LAG_NANOS);
        rt.drain();
        if (isSuspended()) {
          inbox.await(NAP_MILLIS);
        } else if (!came) {
          outside.await();
        }
      }
    }
    if (!rt.isEnding()) {
      long end = outside.nowNanos();
      takeWhatWaits(sources, frame, end);
      outside.await();
      takeWhatWaits(sources, frame, end);
    }
  }

  private void hurry() {
    InputStreams streams = rt.serviceIfPresent(InputStreams.class);
    if (streams != null) {
      streams.hurry();
    }
  }

  private int burst(PacketSource source, Frame frame) throws CaptureException {
    int frames = 0;
    while (frames < BURST && !rt.isEnding() && source.next(frame)) {
      packet(frame);
      if (++frames % LOOK_AFTER == 0) {
        lookOutside();
      }
    }
    return frames;
  }

  /// Analyses the frames that came before the end was wanted and still wait in the kernel, which
  /// hands over its last block after a moment.
  private void takeWhatWaits(List<? extends PacketSource> sources, Frame frame, long endNanos)
      throws CaptureException {
    for (int i = 0; i < sources.size(); i++) {
      PacketSource source = sources.get(i);
      while (!rt.isEnding() && source.next(frame) && frame.nanos <= endNanos) {
        packet(frame);
      }
    }
  }

  /// Analyses one packet.
  public void packet(Frame frame) {
    if (frame.weird.isEmpty()) {
      began = true;
    }
    decoder().process(frame);
    rt.drain();
    // What these events have raised comes before the time of the next packet, two rounds more.
    if (rt.hasEvents()) {
      rt.drain();
    }
  }

  /// Runs what waits and what comes of it, but no endless chain.
  private void drainAll() {
    rt.drain();
    for (int round = 0; round < MAX_SETTLING && rt.hasEvents(); round++) {
      rt.drain();
    }
  }

  /// Ends the run in Zeek's order: what was scheduled, flows, files, `zeek_done`, logs. Nothing
  /// more can be scheduled from the beginning of it.
  public void finish() {
    EventType netDone = events.type("net_done");
    if (netDone.isWanted()) {
      netDone.raise(rt.networkTime());
      rt.drain();
    }
    awaitLookups();
    rt.terminating();
    InputStreams streams = rt.serviceIfPresent(InputStreams.class);
    if (streams != null) {
      streams.close();
    }
    decoder().finish();
    rt.timers().runAll(rt.networkTime());
    rt.drain();
    rt.drain();
    flows().finish();
    drainAll();
    fileTracker().finish();
    zeekDone.raise();
    rt.timers().runAll(rt.networkTime());
    drainAll();
    Outboxes outboxes = rt.serviceIfPresent(Outboxes.class);
    if (outboxes != null) {
      outboxes.finish();
    }
    logs.close();
  }

  /// Gives look-ups that scripts wait for a moment to be answered.
  private void awaitLookups() {
    Resolver resolver = rt.serviceIfPresent(Resolver.class);
    long until = System.nanoTime() + MAX_LOOKUP_NANOS;
    while (resolver != null && resolver.pending() > 0 && System.nanoTime() < until) {
      if (inbox.await(NAP_MILLIS)) {
        rt.drain();
      }
    }
  }

  /// How many packets no analyzer knew what to do with.
  public long notProcessed() {
    return decoder().packetsNotProcessed();
  }

  /// Whether a packet came yet.
  public boolean hasBegun() {
    return began;
  }

  @Override
  public void close() {
    Decoder d = decoder;
    if (d != null) {
      d.close();
    }
    CurrentPacket current = currentPacket;
    if (current != null) {
      current.close();
    }
    PacketRecorder record = recorder;
    if (record != null) {
      record.close();
    }
    Streams s = streams;
    if (s != null) {
      s.close();
    }
  }
}
