package org.brood.script.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brood.script.load.ConditionEvaluator.Unknown;
import org.brood.script.source.ScriptPath;

/// The built-in functions that conditions may call.
final class Builtins {
  private static final String BOOTSTRAP_PREFIX = "__init_";

  private final Environment environment;
  private final ScriptPath path;

  Builtins(Environment environment, ScriptPath path) {
    this.environment = environment;
    this.path = path;
  }

  /// The result of a function that is evaluated here, or nothing when its script has to be run.
  Optional<Object> call(String name, List<Object> arguments) {
    Object answer = environment.answers().get(name);
    if (answer != null) {
      return Optional.of(
          answer instanceof Environment.Enumerator(String item)
              ? new Evaluation.EnumName(item)
              : answer);
    }
    if (name.startsWith(BOOTSTRAP_PREFIX)) {
      return Optional.of(true);
    }
    return switch (name) {
      case "getenv" -> Optional.of(environment.variables().getOrDefault(text(arguments, 0), ""));
      case "zeek_version", "bro_version" -> Optional.of(environment.version());
      case "reading_live_traffic" -> Optional.of(environment.readingLive());
      case "reading_traces" -> Optional.of(environment.readingTraces());
      case "strlen" -> Optional.of((long) text(arguments, 0).length());
      case "to_count", "to_int" -> Optional.of(number(text(arguments, 0)));
      case "to_port" -> Optional.of(Evaluation.port(text(arguments, 0)));
      case "to_lower" -> Optional.of(text(arguments, 0).toLowerCase(java.util.Locale.ROOT));
      case "to_upper" -> Optional.of(text(arguments, 0).toUpperCase(java.util.Locale.ROOT));
      case "cat" -> Optional.of(String.join("", arguments.stream().map(String::valueOf).toList()));
      case "starts_with" -> Optional.of(text(arguments, 0).startsWith(text(arguments, 1)));
      case "ends_with" -> Optional.of(text(arguments, 0).endsWith(text(arguments, 1)));
      case "find_in_zeekpath" -> Optional.of(path.findLoadable(text(arguments, 0), ".").orElse(""));
      case "can_load" -> Optional.of(path.findScript(text(arguments, 0), ".").isPresent());
      case "zeek_args" -> Optional.of(List.of());
      case "have_spicy", "have_spicy_analyzers" -> Optional.of(false);
      case "Supervisor::is_supervisor", "Supervisor::is_supervised" -> Optional.of(false);
      case "Supervisor::__is_supervisor", "Supervisor::__is_supervised" -> Optional.of(false);
      case "Cluster::Supervisor::__init_cluster_nodes" -> Optional.of(false);
      case "Cluster::__link_nodes" -> Optional.of(Map.of());
      case "Cluster::__is_linked" ->
          Optional.of(environment.answers().containsKey("Cluster::local_node_type"));
      case "Version::at_least" ->
          Optional.of(versionNumber(environment.version()) >= versionNumber(text(arguments, 0)));
      case "Version::parse" -> Optional.of(description(text(arguments, 0)));
      default -> Optional.empty();
    };
  }

  /// The number of a variable whose script works it out with more than conditions can.
  Optional<Object> variable(String name) {
    return switch (name) {
      case "Version::number" -> Optional.of(versionNumber(environment.version()));
      case "Version::info" -> Optional.of(description(environment.version()));
      default -> Optional.empty();
    };
  }

  /// The fields of `Version::VersionDescription`.
  private static Object description(String version) {
    long number = versionNumber(version);
    return new Evaluation.RecordValue(
        Map.of(
            "version_number",
            number,
            "major",
            number / 10_000,
            "minor",
            number / 100 % 100,
            "patch",
            number % 100,
            "commit",
            0L,
            "beta",
            version.contains("-beta") || version.contains("-rc"),
            "debug",
            version.contains("-debug"),
            "version_string",
            version));
  }

  private static String text(List<Object> arguments, int index) {
    if (index < arguments.size() && arguments.get(index) instanceof String text) {
      return text;
    }
    throw new Unknown("a string is expected");
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  /// `8.2.1` as 80201.
  static long versionNumber(String version) {
    String[] parts = version.split("[.-]", -1);
    long number = 0;
    for (int i = 0; i < 3; i++) {
      boolean digits = i < parts.length && parts[i].matches("[0-9]{1,6}");
      number = number * 100 + (digits ? Long.parseLong(parts[i]) : 0);
    }
    return number;
  }
}
