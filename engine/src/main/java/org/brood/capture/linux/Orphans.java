package org.brood.capture.linux;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Processes that ended and that nobody waits for: in a container they become children of process
/// 1, which must take their exit status (waitpid(2)) or they stay for ever.
///
/// The JVM waits for processes that it started itself the moment they end; so whoever is found dead
/// at two visits in a row is an orphan.
@SuppressWarnings("restricted") // the system call is what the class is for
public final class Orphans {
  private static final int WNOHANG = 1;
  private static final Path PROC = Path.of("/proc");
  private static final MethodHandle WAITPID =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("waitpid"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT));

  private Set<Integer> deadBefore = Set.of();

  /// Takes leave of those that were dead at the last visit too.
  ///
  /// @return how many
  public int visit() {
    Set<Integer> dead = dead();
    int gone = 0;
    for (int pid : dead) {
      if (deadBefore.contains(pid) && waitFor(pid)) {
        gone++;
      }
    }
    deadBefore = dead;
    return gone;
  }

  private static boolean waitFor(int pid) {
    try {
      return (int) WAITPID.invokeExact(pid, MemorySegment.NULL, WNOHANG) == pid;
    } catch (Throwable e) {
      throw new AssertionError("waitpid takes two numbers and an address", e);
    }
  }

  /// The children of this process that have ended: state `Z` in `/proc/PID/stat` (proc(5)).
  private static Set<Integer> dead() {
    Set<Integer> dead = new HashSet<>();
    String self = " " + ProcessHandle.current().pid() + " ";
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path one : all) {
        try {
          String stat = Files.readString(one.resolve("stat"));
          if (stat.substring(stat.lastIndexOf(')') + 1).startsWith(" Z" + self)) {
            dead.add(Integer.parseInt(one.getFileName().toString()));
          }
        } catch (IOException e) {
          // It is gone by itself.
        }
      }
    } catch (IOException e) {
      return dead;
    }
    return dead;
  }
}
