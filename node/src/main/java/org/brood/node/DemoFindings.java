package org.brood.node;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the demo found: notices in words, each with the connections that made it and the command
/// that shows them.
final class DemoFindings {
  /// How many are printed, and how many uids of each are named in a command.
  private static final int MOST = 12;

  private static final int FEW = 6;
  private static final String COLUMNS = "ts uid id.orig_h id.resp_h id.resp_p service conn_state";

  /// @param chain uids in the order of time; at least one, but for notices about no connection
  private record Finding(String note, String message, String uid, List<String> chain) {

    /// Whether this one says the same and more.
    boolean continues(Finding other) {
      return note.equals(other.note)
          && chain.size() > other.chain.size()
          && chain.subList(0, other.chain.size()).equals(other.chain);
    }
  }

  private final List<Finding> all = new ArrayList<>();

  /// Takes a row of notice.log, by column.
  void add(Map<String, String> row) {
    String uid = row.getOrDefault("uid", "-");
    List<String> sub = Arrays.asList(row.getOrDefault("sub", "-").split(",", -1));
    List<String> chain = uid.equals("-") ? List.of() : sub.contains(uid) ? sub : List.of(uid);
    all.add(new Finding(row.getOrDefault("note", "-"), row.getOrDefault("msg", "-"), uid, chain));
  }

  /// Prints what was found, but for what a longer chain says too.
  ///
  /// @param cut the command `zeek-cut`
  /// @param logs the folder of the logs
  void print(PrintStream out, String cut, Path logs) {
    List<Finding> findings =
        all.stream().filter(f -> all.stream().noneMatch(o -> o.continues(f))).toList();
    out.println();
    out.println(findings.isEmpty() ? "Nothing was found." : "Findings");
    for (Finding one : findings.subList(0, Math.min(MOST, findings.size()))) {
      out.println();
      out.println("  " + one.note());
      out.println("    " + one.message());
      if (!one.chain().isEmpty()) {
        out.println("    connections: " + shown(one.chain()));
        out.println("    " + command(one, cut, logs));
      }
    }
    if (findings.size() > MOST) {
      out.println();
      out.println("  and " + (findings.size() - MOST) + " more in " + logs.resolve("notice.log"));
    }
  }

  private static String shown(List<String> chain) {
    return chain.size() <= FEW
        ? String.join(" ", chain)
        : String.join(" ", chain.subList(0, 3)) + " ... " + chain.getLast();
  }

  /// Short chains are named; long ones are taken from the notice.
  private static String command(Finding one, String cut, Path logs) {
    Path connections = logs.resolve("conn.log");
    if (one.chain().size() <= FEW) {
      return one.chain().stream()
          .collect(
              Collectors.joining(
                  "|", cut + " " + COLUMNS + " <" + connections + " | grep -E '", "'"));
    }
    return "%s uid sub <%s | grep ^%s | cut -f 2 | tr , '\\n' | grep -F -f - %s"
        .formatted(cut, logs.resolve("notice.log"), one.uid(), connections);
  }
}
