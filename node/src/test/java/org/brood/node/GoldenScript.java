package org.brood.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The directives in one script of `testing/scripts`; `testing/README.md` says what there is.
///
/// @param file the script
/// @param bare `-b`
/// @param ignoreChecksums `-C`
/// @param capture the name after `-r`, empty for none
/// @param fails whether the run has to end with an error (`@TEST-EXEC-FAIL`)
/// @param stdout the file for what it prints, empty if it is not kept
/// @param stderr the file for its messages, empty if they are not kept
/// @param compared the files that have baselines
/// @param assignments `VAR=value`
record GoldenScript(
    Path file,
    boolean bare,
    boolean ignoreChecksums,
    String capture,
    boolean fails,
    String stdout,
    String stderr,
    List<String> compared,
    List<String> assignments) {
  private static final Pattern DIRECTIVE = Pattern.compile("^# @(TEST-[A-Z-]+): *(.*)$");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_:]+=.*");

  /// Reads a script's directives.
  ///
  /// @throws IllegalArgumentException if there is one that the runner does not know
  static GoldenScript read(Path file) throws IOException {
    Builder builder = new Builder();
    for (String line : Files.readAllLines(file)) {
      Matcher directive = DIRECTIVE.matcher(line);
      if (directive.matches()) {
        builder.directive(directive.group(1), directive.group(2).strip());
      }
    }
    return builder.build(file);
  }

  /// Whether the file has code besides its directives.
  boolean hasCode() throws IOException {
    return Files.readAllLines(file).stream().anyMatch(l -> !l.isBlank() && !l.startsWith("#"));
  }

  private static final class Builder {
    private boolean ran;
    private boolean bare;
    private boolean ignoreChecksums;
    private String capture = "";
    private boolean fails;
    private String stdout = "";
    private String stderr = "";
    private final List<String> compared = new ArrayList<>();
    private final List<String> assignments = new ArrayList<>();

    void directive(String name, String text) {
      switch (name) {
        case "TEST-EXEC" -> {
          if (text.startsWith("btest-diff ")) {
            compared.add(text.substring("btest-diff ".length()).strip());
          } else {
            run(text);
          }
        }
        case "TEST-EXEC-FAIL" -> {
          fails = true;
          run(text);
        }
        case "TEST-DOC" -> {}
        default -> throw new IllegalArgumentException("unknown directive @" + name);
      }
    }

    private void run(String command) {
      List<String> words = List.of(command.split(" +", -1));
      if (ran || !words.getFirst().equals("zeek") || !words.contains("%INPUT")) {
        throw new IllegalArgumentException("not one run of zeek with %INPUT: " + command);
      }
      ran = true;
      for (int i = 1; i < words.size(); i++) {
        String word = words.get(i);
        switch (word) {
          case "-b" -> bare = true;
          case "-C" -> ignoreChecksums = true;
          case "-r" -> capture = words.get(++i);
          case "%INPUT" -> {}
          case "2>&1" -> stderr = stdout;
          default -> other(word);
        }
      }
    }

    private void other(String word) {
      if (word.startsWith("2>")) {
        stderr = word.substring(2);
      } else if (word.startsWith(">")) {
        stdout = word.substring(1);
      } else if (ASSIGNMENT.matcher(word).matches()) {
        assignments.add(word);
      } else {
        throw new IllegalArgumentException("unknown word in a run: " + word);
      }
    }

    GoldenScript build(Path file) {
      if (!ran || compared.isEmpty()) {
        throw new IllegalArgumentException("runs nothing or compares nothing");
      }
      return new GoldenScript(
          file,
          bare,
          ignoreChecksums,
          capture,
          fails,
          stdout,
          stderr,
          List.copyOf(compared),
          List.copyOf(assignments));
    }
  }
}
