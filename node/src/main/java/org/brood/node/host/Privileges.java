package org.brood.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the kernel lets this process and its children do about capturing packets, CAP_NET_RAW
/// (capabilities(7)).
///
/// @param holds whether this process may capture
/// @param handsOn whether its children may by themselves: the ambient set
/// @param mayGain whether a program with the file capability would get it: the bounding set, and no
///   `no_new_privs`
record Privileges(boolean holds, boolean handsOn, boolean mayGain) {
  private static final int NET_RAW = 13;
  private static final Path OWN = Path.of("/proc/self/status");

  /// Those of this process.
  static Privileges own() {
    try {
      return parse(Files.readAllLines(OWN));
    } catch (IOException e) {
      return new Privileges(false, false, false);
    }
  }

  /// Reads the lines of `/proc/PID/status` (proc(5)).
  static Privileges parse(List<String> status) {
    return new Privileges(
        holds(status, "CapEff:"),
        holds(status, "CapAmb:"),
        holds(status, "CapBnd:") && value(status, "NoNewPrivs:").equals("0"));
  }

  private static boolean holds(List<String> status, String set) {
    String mask = value(status, set);
    return mask.matches("[0-9a-f]{1,16}") && (Long.parseUnsignedLong(mask, 16) >> NET_RAW & 1) == 1;
  }

  private static String value(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElse("");
  }

  /// What stands before the command line of an engine, so that it has the capability if it needs it
  /// and not otherwise, and can never gain it.
  ///
  /// @param captures whether it needs it
  /// @param launcher a copy of setpriv(1) with the file capability, or nothing if there is none
  List<String> before(boolean captures, List<String> launcher) {
    boolean gains = mayGain && !launcher.isEmpty();
    if (captures) {
      return gains && !holds ? with(launcher, "+") : List.of();
    }
    if (handsOn) {
      return with(List.of("setpriv"), "-");
    }
    return gains ? List.of("setpriv", "--no-new-privs") : List.of();
  }

  private static List<String> with(List<String> program, String sign) {
    return List.of(
        program.getFirst(),
        "--no-new-privs",
        "--inh-caps=" + sign + "net_raw",
        "--ambient-caps=" + sign + "net_raw");
  }
}
