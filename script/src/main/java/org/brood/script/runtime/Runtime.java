package org.brood.script.runtime;

import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.value.Describe;
import org.brood.script.value.FileVal;
import org.brood.script.value.Func;
import org.brood.script.value.Values;
import org.jspecify.annotations.Nullable;

/// What one instance of a program runs in: network time, its event queue, its timers, its waiting
/// `when`s.
///
/// All of it belongs to one thread.
public final class Runtime {
  /// Rounds of events that raise events which are run before the queue is left for the next packet.
  private static final int MAX_ROUNDS = 2;

  /// The time of an event when none is handled.
  public static final double NO_EVENT = -1;

  private record Queued(int event, @Nullable Object[] arguments, double time, long analyzer) {}

  private final ProgramInfo info;
  private final Messages messages;
  private final TimerQueue timers = new TimerQueue();
  private final Map<Class<?>, Object> services = new HashMap<>();
  private final ArrayDeque<Runnable> soon = new ArrayDeque<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private final boolean[] wanted;
  private final int[] disabledHandlers;
  private final long[] calls;
  private long raised;
  private long dispatched;
  private final EventGroups groups;
  private final FileVal stdout;
  private Runnable afterDrain = () -> {};
  private ArrayDeque<Queued> queue = new ArrayDeque<>();

  /// An empty queue that is not in use: draining may nest.
  private @Nullable ArrayDeque<Queued> spare;

  private @Nullable ScriptProgram program;
  private @Nullable Trigger evaluating;
  private double networkTime;
  private boolean terminating;
  private boolean ending;
  private boolean initialized;
  private int newEvent = -1;
  private boolean inNewEvent;
  private double eventTime = NO_EVENT;
  private long eventAnalyzer;
  private int eventNumber = -1;
  private PrintSink printSink;

  /// The number of the analyzer that works now and may raise events, 0 if none does.
  public long analyzer;

  /// The place of the call that runs now, for the messages of built-in functions; generated code
  /// sets it.
  public String site = "";

  /// Seconds between two looks for expired table entries (`table_expire_interval`).
  public double tableExpireInterval = 10;

  /// Entries looked at in one go (`table_incremental_step`).
  public int tableIncrementalStep = 5000;

  /// Seconds until the next go (`table_expire_delay`).
  public double tableExpireDelay = 0.01;

  /// Entries of a table whose entries expire, at most (`table_expire_limit`).
  public long tableExpireLimit = 500_000;

  private final Evictions evictions = new Evictions();

  /// Sees what is printed, with the file if it is not the standard output; false from it means that
  /// it is printed there too.
  @FunctionalInterface
  public interface PrintSink {
    /// @param values in `any` form
    boolean print(@Nullable FileVal file, @Nullable Object[] values);
  }

  public Runtime(ProgramInfo info, Messages messages, OutputStream stdout) {
    this.info = info;
    this.messages = messages;
    this.stdout = new FileVal("/dev/stdout", stdout);
    this.wanted = new boolean[info.functions().size()];
    this.disabledHandlers = new int[info.functions().size()];
    this.calls = new long[info.functions().size()];
    this.groups = new EventGroups(info);
    this.printSink = (_, _) -> false;
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = !info.functions().get(i).handlers().isEmpty();
    }
    newEvent = info.function("new_event");
  }

  public ProgramInfo info() {
    return info;
  }

  /// Entries that left their tables because there were too many.
  public Evictions evictions() {
    return evictions;
  }

  public Messages messages() {
    return messages;
  }

  public FileVal stdout() {
    return stdout;
  }

  public void printTo(PrintSink sink) {
    printSink = sink;
  }

  public PrintSink printSink() {
    return printSink;
  }

  public EventGroups groups() {
    return groups;
  }

  /// The program that runs here; there is one from the moment it is made.
  public ScriptProgram program() {
    ScriptProgram p = program;
    if (p == null) {
      throw new IllegalStateException("no program");
    }
    return p;
  }

  public void attach(ScriptProgram made) {
    program = made;
  }

  // ---- services that built-in functions of the engine ask for

  public <T> void provide(Class<T> kind, T service) {
    services.put(kind, service);
  }

  /// A service of the engine.
  ///
  /// @throws ScriptError if there is none, as when a script is run without an engine
  public <T> T service(Class<T> kind) {
    Object found = services.get(kind);
    if (found == null) {
      throw error("not available here: " + kind.getSimpleName());
    }
    return kind.cast(found);
  }

  /// A service, null if nobody provides it.
  public <T> @Nullable T serviceIfPresent(Class<T> kind) {
    Object found = services.get(kind);
    return found == null ? null : kind.cast(found);
  }

  /// A service, made on first use if nobody provided it.
  public <T> T serviceOr(Class<T> kind, java.util.function.Supplier<T> maker) {
    return kind.cast(services.computeIfAbsent(kind, _ -> maker.get()));
  }

  // ---- time

  public double networkTime() {
    return networkTime;
  }

  public void networkTime(double now) {
    networkTime = now;
  }

  public boolean isTerminating() {
    return terminating;
  }

  public void terminating() {
    terminating = true;
  }

  /// Whether all globals have got their first values.
  public boolean isInitialized() {
    return initialized;
  }

  /// All globals have got their first values.
  public void initialized() {
    initialized = true;
  }

  /// Wants the end of the run: no further packet, but what runs now runs on.
  public void end() {
    ending = true;
  }

  /// Whether somebody wants the end of the run, by [#end] or at once.
  public boolean isEnding() {
    return ending || program().stop;
  }

  public TimerQueue timers() {
    return timers;
  }

  // ---- messages

  /// An error at the place of the running call.
  public ScriptError error(String text) {
    return new ScriptError(text, site);
  }

  public void report(Level level, String text) {
    messages.report(level, "", text, Site.decode(site).place());
  }

  /// A message that belongs to no place of the script, but for one about a first value.
  public void note(Level level, String text) {
    messages.report(level, "", text, initialized ? Site.NONE : Site.decode(site).place());
  }

  /// An error of a built-in function that was called wrongly; the message shows the call.
  public void complain(String text) {
    messages.report(Level.ERROR, "", text, Site.decode(site));
  }

  /// Likewise; the message shows the value that is wrong as well.
  public void complain(String text, Object value) {
    String shown = Describe.text(value, Values.typeOf(value));
    messages.report(Level.ERROR, "", text, Site.decode(site), "and " + shown);
  }

  /// Reports an error that ended a handler.
  public void report(ScriptError error) {
    if (error.isReported()) {
      return;
    }
    Site where = Site.decode(error.site());
    messages.report(
        Level.ERROR, where.expression().isEmpty() ? "" : "expression", error.text(), where);
  }

  /// Reports any failure that generated code let out; only failures of a script end here, others go
  /// on.
  public void failed(RuntimeException failure) {
    switch (failure) {
      case ScriptError error -> report(error);
      case NoValue _ -> {} // told by whoever has none
      case Delayed _ -> report(Level.ERROR, "function waits outside of a when condition");
      case ClassCastException e -> report(Level.ERROR, "value of a wrong type: " + e.getMessage());
      default -> throw failure;
    }
  }

  /// Reports a recursion without end.
  public void overflowed() {
    report(Level.ERROR, "function recursion too deep");
  }

  /// Calls a function on behalf of the engine: what goes wrong is reported and ends only that call.
  ///
  /// @return the boxed result, null if there is none or it failed
  public @Nullable Object callReporting(Func function, @Nullable Object... arguments) {
    try {
      return function.call(arguments);
    } catch (RuntimeException failure) {
      failed(failure);
    } catch (StackOverflowError e) {
      overflowed();
    }
    return null;
  }

  // ---- events

  /// Whether somebody handles the event; arguments need not be made otherwise.
  public boolean wants(int event) {
    return event >= 0 && wanted[event];
  }

  /// Makes every event wanted, as `generate_all_events()` does.
  public void wantAll() {
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] |=
          info.functions().get(i).type().flavor() == org.brood.script.type.FuncType.Flavor.EVENT;
    }
  }

  /// Queues an event.
  public void raise(int event, @Nullable Object... arguments) {
    raiseAt(networkTime, event, arguments);
  }

  private void raiseAt(double time, int event, @Nullable Object[] arguments) {
    if (event >= 0 && wanted[event]) {
      raised++;
      queue.add(new Queued(event, arguments, time, analyzer));
    }
  }

  /// How many events were queued.
  public long raised() {
    return raised;
  }

  /// How many events were handled.
  public long dispatched() {
    return dispatched;
  }

  /// How often the handlers of an event were run.
  public long calls(int event) {
    return calls[event];
  }

  /// Queues the event that a value is.
  public void raiseValue(Func event, @Nullable Object[] arguments) {
    if (event instanceof ScriptFunc function) {
      raise(function.number(), arguments);
    }
  }

  public boolean hasEvents() {
    return !queue.isEmpty();
  }

  /// Runs what is queued, and what that raises, but no endless chain: what is raised in the last
  /// round waits.
  public void drain() {
    for (int round = 0; round < MAX_ROUNDS && !queue.isEmpty(); round++) {
      ArrayDeque<Queued> batch = queue;
      queue = spare == null ? new ArrayDeque<>() : spare;
      spare = null;
      for (Queued next = batch.poll(); next != null; next = batch.poll()) {
        eventTime = next.time;
        eventAnalyzer = next.analyzer;
        eventNumber = next.event;
        dispatch(next.event, next.arguments);
      }
      spare = batch;
    }
    eventTime = NO_EVENT;
    eventAnalyzer = 0;
    eventNumber = -1;
    // No more than wait now: what they do may have more of it done, without end.
    for (int left = soon.size(); left > 0; left--) {
      soon.remove().run();
    }
    if (!triggers.isEmpty()) {
      checkTriggers();
    }
    afterDrain.run();
  }

  /// Has something done once, when the events that wait now have been handled.
  public void soon(Runnable action) {
    soon.add(action);
  }

  /// Has something done whenever the queue was drained.
  public void afterDrain(Runnable action) {
    afterDrain = action;
  }

  /// When the event was raised that is being handled, [#NO_EVENT] if none is.
  public double eventTime() {
    return eventTime;
  }

  /// The number of the analyzer that raised the event that is being handled, 0 if none did.
  public long eventAnalyzer() {
    return eventAnalyzer;
  }

  /// The number of the event that is being handled, -1 if none is.
  public int eventNumber() {
    return eventNumber;
  }

  /// Runs the handlers of an event now.
  public void dispatch(int event, @Nullable Object[] arguments) {
    dispatched++;
    calls[event]++;
    if (newEvent >= 0 && event != newEvent && !inNewEvent && hasHandlers(newEvent)) {
      announce(event, arguments);
    }
    program().dispatch(event, arguments);
  }

  private boolean hasHandlers(int event) {
    return !info.functions().get(event).handlers().isEmpty();
  }

  private void announce(int event, @Nullable Object[] arguments) {
    inNewEvent = true;
    try {
      program().dispatch(newEvent, NewEvent.arguments(this, event, arguments));
    } finally {
      inNewEvent = false;
    }
  }

  /// `schedule`: raises an event later.
  public void schedule(double delay, int event, @Nullable Object[] arguments) {
    if (!terminating) {
      double due = networkTime + delay;
      timers.add(due, _ -> raiseAt(Math.min(due, networkTime), event, arguments));
    }
  }

  /// Whether a handler of an event may run; generated code asks for handlers that belong to a
  /// group.
  public boolean enabled(int event, int handler) {
    return disabledHandlers[event] == 0 || groups.isEnabled(event, handler);
  }

  void disabled(int event, int change) {
    disabledHandlers[event] += change;
  }

  // ---- when

  /// A `when` statement starts to wait.
  public void when(
      Func condition, Func body, double timeout, boolean hasTimeout, @Nullable Func timeoutBody) {
    Trigger trigger = new Trigger(this, condition, body, timeoutBody, null);
    start(trigger, timeout, hasTimeout);
  }

  /// A `return when` statement: the surrounding function's caller waits.
  ///
  /// @return never; the answer comes when the caller's condition is tried again
  public Object returnWhen(
      Func condition, Func body, double timeout, boolean hasTimeout, @Nullable Func timeoutBody) {
    Trigger outer = evaluating;
    if (outer == null) {
      throw error("return trigger in context which does not allow delaying result");
    }
    Trigger trigger = new Trigger(this, condition, body, timeoutBody, outer.waiter());
    start(trigger, timeout, hasTimeout);
    throw Delayed.INSTANCE;
  }

  private void start(Trigger trigger, double timeout, boolean hasTimeout) {
    if (hasTimeout && timeout >= 0 && !trigger.isDone()) {
      timers.add(networkTime + timeout, _ -> trigger.timeOut());
    }
    triggers.add(trigger);
    trigger.evaluate();
  }

  private void checkTriggers() {
    List<Trigger> waiting = new ArrayList<>(triggers);
    for (Trigger trigger : waiting) {
      trigger.evaluate();
    }
    triggers.removeIf(Trigger::isDone);
  }

  public boolean hasTriggers() {
    return !triggers.isEmpty();
  }

  /// The condition that is being tried, null outside of one.
  public @Nullable Trigger evaluating() {
    return evaluating;
  }

  void evaluating(@Nullable Trigger trigger) {
    evaluating = trigger;
  }
}
