package org.brood.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The command line of `zeek`, with its own options.
///
/// @param speed how fast a capture is replayed, 0 for as fast as it can be read
/// @param error what is wrong with it, empty if nothing is
record ZeekOptions(
    boolean help,
    boolean version,
    boolean bare,
    boolean ignoreChecksums,
    boolean parseOnly,
    boolean listPlugins,
    boolean deterministic,
    boolean usageIssues,
    String readFile,
    String interfaceName,
    String filter,
    String writeFile,
    String seedFile,
    String saveSeedFile,
    String printId,
    String statusFile,
    double speed,
    List<String> code,
    List<String> signatures,
    List<String> prefixes,
    List<String> scripts,
    List<String> assignments,
    String error) {

  private static final Map<String, Character> LONG =
      Map.ofEntries(
          Map.entry("parse-only", 'a'),
          Map.entry("bare-mode", 'b'),
          Map.entry("debug", 'B'),
          Map.entry("capture-unprocessed", 'c'),
          Map.entry("no-checksums", 'C'),
          Map.entry("deterministic", 'D'),
          Map.entry("exec", 'e'),
          Map.entry("event-trace", 'E'),
          Map.entry("filter", 'f'),
          Map.entry("force-dns", 'F'),
          Map.entry("load-seeds", 'G'),
          Map.entry("save-seeds", 'H'),
          Map.entry("help", 'h'),
          Map.entry("iface", 'i'),
          Map.entry("print-id", 'I'),
          Map.entry("jobs", 'j'),
          Map.entry("print-plugins", 'N'),
          Map.entry("optimize", 'O'),
          Map.entry("prefix", 'p'),
          Map.entry("prime-dns", 'P'),
          Map.entry("time", 'Q'),
          Map.entry("readfile", 'r'),
          Map.entry("rulefile", 's'),
          Map.entry("debug-rules", 'S'),
          Map.entry("tracefile", 't'),
          Map.entry("usage-issues", 'u'),
          Map.entry("status-file", 'U'),
          Map.entry("version", 'v'),
          Map.entry("build-info", 'V'),
          Map.entry("writefile", 'w'),
          Map.entry("watchdog", 'W'),
          Map.entry("no-unused-warnings", '0'));

  private static final double MAX_SPEED = 1e9;

  /// What else takes a value and has no effect here: scripts are always compiled.
  private static final List<String> NOT_OPTIMIZED =
      List.of("optimize-funcs", "optimize-files", "no-optimize-funcs", "no-optimize-files");

  private static final String WITH_VALUE = "BceEfGHiIOprstUwX";

  /// Parses arguments as GNU getopt does: short options may be joined, and values stuck to them.
  static ZeekOptions parse(List<String> arguments) {
    Parser parser = new Parser();
    parser.parse(arguments);
    return parser.result();
  }

  private static final class Parser {
    private final List<String> code = new ArrayList<>();
    private final List<String> signatures = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private final List<String> scripts = new ArrayList<>();
    private final List<String> assignments = new ArrayList<>();
    private final StringBuilder flags = new StringBuilder();
    private final Map<Character, String> values = new java.util.HashMap<>();
    private String error = "";
    private double speed;

    void parse(List<String> arguments) {
      for (int i = 0; i < arguments.size() && error.isEmpty(); i++) {
        String argument = arguments.get(i);
        if (argument.equals("--")) {
          arguments.subList(i + 1, arguments.size()).forEach(this::plain);
          return;
        }
        if (argument.startsWith("--")) {
          i += longOption(argument.substring(2), arguments, i);
        } else if (argument.startsWith("-") && argument.length() > 1) {
          i += shortOptions(argument.substring(1), arguments, i);
        } else {
          plain(argument);
        }
      }
    }

    private void plain(String argument) {
      if (ScriptOptions.isAssignment(argument)) {
        assignments.add(argument);
      } else {
        scripts.add(argument);
      }
    }

    private int longOption(String text, List<String> arguments, int at) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      if (name.equals("pseudo-realtime")) {
        speed(equals < 0 ? "1" : text.substring(equals + 1));
        return 0;
      }
      if (name.equals("profile-scripts") || name.equals("test")) {
        return 0;
      }
      Character letter = LONG.get(name);
      if (letter == null && NOT_OPTIMIZED.stream().anyMatch(one -> one.startsWith(name))) {
        return equals >= 0 ? 0 : 1;
      }
      if (letter == null) {
        error = "unrecognized option '--" + name + "'";
        return 0;
      }
      if (WITH_VALUE.indexOf(letter) < 0) {
        flag(letter);
        return 0;
      }
      if (equals >= 0) {
        value(letter, text.substring(equals + 1));
        return 0;
      }
      return valueFrom(letter, arguments, at, "option '--" + name + "' requires an argument");
    }

    private void speed(String text) {
      try {
        speed = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        speed = -1;
      }
      if (!(speed > 0 && speed < MAX_SPEED)) {
        error = "option '--pseudo-realtime' needs a speed, such as 1";
      }
    }

    private int shortOptions(String letters, List<String> arguments, int at) {
      for (int i = 0; i < letters.length(); i++) {
        char letter = letters.charAt(i);
        if (WITH_VALUE.indexOf(letter) >= 0) {
          if (i + 1 < letters.length()) {
            value(letter, letters.substring(i + 1));
            return 0;
          }
          return valueFrom(
              letter, arguments, at, "option requires an argument -- '" + letter + "'");
        }
        flag(letter);
      }
      return 0;
    }

    private int valueFrom(char letter, List<String> arguments, int at, String missing) {
      if (at + 1 >= arguments.size()) {
        error = missing;
        return 0;
      }
      value(letter, arguments.get(at + 1));
      return 1;
    }

    private void flag(char letter) {
      if ("abBCdDFhjmMNoPQSTuvVW0".indexOf(letter) < 0) {
        error = "invalid option -- '" + letter + "'";
      }
      flags.append(letter);
    }

    private void value(char letter, String value) {
      switch (letter) {
        case 'e' -> code.add(value);
        case 's' -> signatures.add(value);
        case 'p' -> prefixes.addAll(List.of(value.split(":", -1)));
        default -> values.put(letter, value);
      }
    }

    private boolean has(char letter) {
      return flags.indexOf(String.valueOf(letter)) >= 0;
    }

    private String text(char letter) {
      return values.getOrDefault(letter, "");
    }

    ZeekOptions result() {
      return new ZeekOptions(
          has('h'),
          has('v'),
          has('b'),
          has('C'),
          has('a'),
          has('N'),
          has('D'),
          has('u'),
          text('r'),
          text('i'),
          text('f'),
          text('w'),
          text('G'),
          text('H'),
          text('I'),
          text('U'),
          speed,
          code,
          signatures,
          prefixes,
          scripts,
          assignments,
          error);
    }
  }
}
