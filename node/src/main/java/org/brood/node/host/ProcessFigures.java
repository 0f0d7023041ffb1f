package org.brood.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What a process costs, as `/proc` tells (proc(5)).
///
/// @param cpuMillis since its start
/// @param memoryBytes resident
record ProcessFigures(long cpuMillis, long memoryBytes) {
  private static final long MILLIS_A_TICK = 10;
  private static final long PAGE = 4096;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final int RESIDENT = 21;

  /// Of a process; zero if there is none.
  static ProcessFigures of(long pid) {
    if (pid == 0) {
      return new ProcessFigures(0, 0);
    }
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name of the program, in parentheses, may hold anything: what follows counts from its
      // end.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new ProcessFigures(
          (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) * MILLIS_A_TICK,
          Long.parseLong(fields[RESIDENT]) * PAGE);
    } catch (IOException | RuntimeException e) {
      return new ProcessFigures(0, 0); // it ended
    }
  }

  void addTo(Map<String, Long> counters) {
    counters.put("cpu_millis", cpuMillis);
    counters.put("memory_bytes", memoryBytes);
  }
}
