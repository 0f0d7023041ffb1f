package org.brood.node.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// An engine that runs: a process, or, where all is in one process, a thread of it.
public interface Engine {
  /// What it prints, until it ends.
  InputStream output();

  /// Waits for its end.
  ///
  /// @return the exit code
  int await() throws InterruptedException;

  /// Asks it to end.
  void stop();

  /// Ends it, if that can be done.
  void kill();

  /// The process that it is in.
  long pid();

  /// What an engine shall do.
  ///
  /// @param arguments its command line
  record Order(EngineCommand.Wants wants, List<String> arguments) {
    public Order {
      arguments = List.copyOf(arguments);
    }
  }

  /// How engines are started.
  @FunctionalInterface
  interface Starter {
    /// Starts one.
    ///
    /// @param folder where it works
    /// @param environment all that it gets, where it is a process of its own
    /// @throws IOException if it cannot be started
    Engine start(Order order, Path folder, Map<String, String> environment) throws IOException;
  }
}
