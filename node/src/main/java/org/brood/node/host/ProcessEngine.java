package org.brood.node.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/// An engine as a process of its own.
public final class ProcessEngine implements Engine {
  private final Process process;

  private ProcessEngine(Process process) {
    this.process = process;
  }

  /// Starts one.
  ///
  /// @throws IOException if it cannot be started
  public static Engine start(Order order, Path folder, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(EngineCommand.of(order.wants(), order.arguments()))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process made = builder.start();
    made.getOutputStream().close();
    return new ProcessEngine(made);
  }

  @Override
  public InputStream output() {
    return process.getInputStream();
  }

  @Override
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  // Process.destroy would close its output, and what it says at the end was lost.

  @Override
  public void stop() {
    process.toHandle().destroy();
  }

  @Override
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  @Override
  public long pid() {
    return process.pid();
  }
}
