package org.brood.node.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// What an engine process prints: kept in a file of bounded size, and passed on to the host
/// process's own error output with the node's name before it.
final class EngineOutput {
  static final String FILE = "output.log";
  private static final String OLD = "output.log.1";
  private static final long MAX_BYTES = 4 << 20;
  private static final int MAX_LINE = 8192;

  private EngineOutput() {}

  /// Copies until the process closes its output.
  static void copy(InputStream from, Path folder, String node, PrintStream err) {
    Path file = folder.resolve(FILE);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String shown = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line;
        err.println(node + ": " + shown);
        if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
          Files.move(file, folder.resolve(OLD), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(file, shown + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      err.println(node + ": its output cannot be kept: " + e.getMessage());
    }
  }

  /// The last lines.
  static List<String> last(Path folder, int count) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }
}
