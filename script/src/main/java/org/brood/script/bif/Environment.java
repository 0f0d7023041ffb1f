package org.brood.script.bif;

import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Str;

/// The process and its surroundings.
@Natives
public final class Environment {
  private Environment() {}

  public static long getpid() {
    return ProcessHandle.current().pid();
  }

  public static Str gethostname() {
    try {
      String name =
          java.nio.file.Files.readString(java.nio.file.Path.of("/proc/sys/kernel/hostname"));
      return Str.of(name.strip());
    } catch (java.io.IOException e) {
      return Str.of("<unknown>");
    }
  }

  public static Str zeek_version() {
    return Str.of("8.2.2");
  }

  public static boolean zeek_is_terminating(Runtime rt) {
    return rt.isTerminating();
  }

  public static boolean is_remote_event() {
    return false;
  }
}
