package org.brood.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brood.node.host.Engine;

/// An engine as a thread of the host process: the same code, the same socket and the same spool,
/// without a JVM of its own. What kills one of them kills all.
final class ThreadEngine implements Engine {
  /// What the main thread of a process usually has: scripts call each other deeply.
  private static final long STACK_BYTES = 8L << 20;

  private final StopSignal stop = StopSignal.none();
  private final InputStream output;
  private final Thread thread;
  private volatile int code = 1;

  private ThreadEngine(Order order, Path folder, InputStream output, PrintStream out) {
    this.output = output;
    thread =
        new Thread(
            null, () -> run(order, folder, out), String.valueOf(folder.getFileName()), STACK_BYTES);
  }

  /// Starts one.
  ///
  /// @throws IOException if there is no room for what it prints
  static Engine start(Order order, Path folder, Map<String, String> environment)
      throws IOException {
    Pipe pipe = Pipe.open();
    PrintStream out =
        new PrintStream(Channels.newOutputStream(pipe.sink()), true, StandardCharsets.UTF_8);
    ThreadEngine made =
        new ThreadEngine(order, folder, Channels.newInputStream(pipe.source()), out);
    made.thread.start();
    return made;
  }

  private void run(Order order, Path folder, PrintStream out) {
    // The first argument says that it is an engine, which is for Main.
    List<String> arguments = order.arguments().subList(1, order.arguments().size());
    try (out) {
      code = EngineProcess.run(arguments, folder, stop, out, out);
    }
  }

  @Override
  public InputStream output() {
    return output;
  }

  @Override
  public int await() throws InterruptedException {
    thread.join();
    return code;
  }

  @Override
  public void stop() {
    stop.request();
  }

  @Override
  public void kill() {
    // Nothing ends a thread; the process ends without waiting for it.
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }
}
