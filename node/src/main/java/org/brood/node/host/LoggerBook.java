package org.brood.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.brood.cluster.trust.StateFiles;
import org.brood.spool.RandomId;

/// Whose each store is that this host has met: a file with a line for each, its id and the name of
/// its host. People give names; batches know ids.
final class LoggerBook {
  /// Stores that are remembered; the one that was met first goes.
  private static final int MAX_STORES = 1000;

  private static final String UNKNOWN = "?";

  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, String> names = new LinkedHashMap<>();

  LoggerBook(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(" ", 2);
        if (parts.length == 2) {
          names.put(parts[0], parts[1]);
        }
      }
    }
  }

  /// Notes whose a store is.
  void met(RandomId store, String name) throws IOException {
    lock.lock();
    try {
      if (name.equals(names.put(store.toString(), name))) {
        return;
      }
      if (names.size() > MAX_STORES) {
        names.remove(names.keySet().iterator().next());
      }
      StateFiles.write(
          file,
          names.entrySet().stream()
              .map(one -> one.getKey() + " " + one.getValue() + "\n")
              .collect(Collectors.joining()));
    } finally {
      lock.unlock();
    }
  }

  /// The name of a store's host, `?` if it was never met.
  String name(RandomId store) {
    lock.lock();
    try {
      return names.getOrDefault(store.toString(), UNKNOWN);
    } finally {
      lock.unlock();
    }
  }
}
