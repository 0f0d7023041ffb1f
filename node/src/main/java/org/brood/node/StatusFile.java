package org.brood.node;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The file that says what a run does right now (`-U`): one word, and why in brackets.
final class StatusFile {
  private static final int NO_SUCH_FILE = 2;
  private static final int INPUT_OUTPUT = 5;
  private static final int NO_PERMISSION = 13;

  private final String name;
  private final PrintStream err;

  /// @param name empty for none
  StatusFile(String name, PrintStream err) {
    this.name = name;
    this.err = err;
  }

  void initializing() {
    write("INITIALIZING", "main");
  }

  void running() {
    write("RUNNING", "run_loop");
  }

  void terminating() {
    write("TERMINATING", "done_with_network");
  }

  void terminated(boolean fatal) {
    write("TERMINATED", fatal ? "fatal_error" : "atexit");
  }

  private void write(String status, String reason) {
    if (name.isEmpty()) {
      return;
    }
    try {
      Files.writeString(Path.of(name), status + " [" + reason + "]\n");
    } catch (IOException e) {
      int number =
          switch (e) {
            case NoSuchFileException _ -> NO_SUCH_FILE;
            case AccessDeniedException _ -> NO_PERMISSION;
            default -> INPUT_OUTPUT;
          };
      err.println(
          "Failed to open process status file '" + name + "': " + number + " [" + status + "]");
    }
  }
}
