package org.brood.script.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.brood.script.load.Loader;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.Span;
import org.jspecify.annotations.Nullable;

/// All global names of a program, by their full name.
final class Symbols {
  /// Names that Zeek no longer has, and what took their place.
  private static final Map<String, String> DROPPED =
      Map.of(
          "bro_init", "zeek_init",
          "bro_done", "zeek_done",
          "bro_script_loaded", "zeek_script_loaded",
          "bro_version", "zeek_version",
          "bro_is_terminating", "zeek_is_terminating",
          "terminate_communication", "terminate");

  private static final String NOBODY = "";

  /// How different a name may be from one that is suggested for it, as a part of its length.
  private static final int SIMILARITY = 3;

  private final Map<String, Symbol> byName = new HashMap<>();

  /// Which names each function uses; what is used outside of functions belongs to nobody.
  private final Map<String, Set<String>> references = new HashMap<>();

  private String user = NOBODY;
  private final Diagnostics diagnostics;

  Symbols(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  static String fullName(String name, String module) {
    if (name.startsWith("::")) {
      return name.substring(2);
    }
    return name.contains("::") || module.equals(Loader.GLOBAL_MODULE) ? name : module + "::" + name;
  }

  static String moduleOf(String fullName) {
    int end = fullName.lastIndexOf("::");
    return end <= 0 ? Loader.GLOBAL_MODULE : fullName.substring(0, end);
  }

  static String localPart(String name) {
    int end = name.lastIndexOf("::");
    return end < 0 ? name : name.substring(end + 2);
  }

  void put(String fullName, Symbol symbol) {
    byName.put(fullName, symbol);
  }

  @Nullable Symbol get(String fullName) {
    return byName.get(fullName);
  }

  /// Looks a name up in a module, then among the global names.
  ///
  /// @param before only what was declared before is found
  @Nullable Symbol find(String name, String module, int before) {
    Symbol symbol = older(byName.get(fullName(name, module)), before);
    if (symbol != null || name.startsWith("::")) {
      return symbol;
    }
    return older(byName.get(name), before);
  }

  /// The same for a name that is used at `span`: what is not exported is an error, and it counts as
  /// used.
  @Nullable Symbol use(String name, String module, int before, Span span) {
    if (name.startsWith("GLOBAL::")) {
      diagnostics.error(
          span, "Using GLOBAL:: as a prefix is invalid. Use :: instead (" + name + ")");
      return find(name.substring("GLOBAL".length()), module, before);
    }
    Symbol symbol = find(name, module, before);
    if (symbol != null) {
      String owner = moduleOf(symbol.name());
      boolean foreign = !owner.equals(Loader.GLOBAL_MODULE) && !owner.equals(module);
      if (foreign && !symbol.common().exported()) {
        diagnostics.error(span, "identifier is not exported: " + symbol.name());
      }
      references.computeIfAbsent(user, _ -> new HashSet<>()).add(symbol.name());
    }
    return symbol;
  }

  /// Says whose body is checked now.
  void usedBy(String function) {
    user = function;
  }

  /// Says that no body is checked now.
  void usedByNobody() {
    user = NOBODY;
  }

  boolean isReferenced(String fullName) {
    return references.values().stream().anyMatch(names -> names.contains(fullName));
  }

  /// The names that are used, where what only functions of `doubtful` use does not count unless
  /// these are used themselves.
  Set<String> used(Set<String> doubtful) {
    Set<String> used = new HashSet<>();
    Deque<String> users = new ArrayDeque<>();
    references.keySet().stream().filter(name -> !doubtful.contains(name)).forEach(users::add);
    while (!users.isEmpty()) {
      for (String name : references.getOrDefault(users.pop(), Set.of())) {
        if (used.add(name) && doubtful.contains(name)) {
          users.add(name);
        }
      }
    }
    return used;
  }

  Iterable<Symbol> all() {
    return byName.values();
  }

  private static @Nullable Symbol older(@Nullable Symbol symbol, int before) {
    return symbol != null && symbol.common().index() < before ? symbol : null;
  }

  /// The name that took the place of one that Zeek dropped, or empty.
  static String renamed(String name) {
    return DROPPED.getOrDefault(name, "");
  }

  /// What may have been meant by an unknown name.
  String[] suggestions(String name, String module) {
    String renamed = renamed(name);
    if (!renamed.isEmpty()) {
      return new String[] {"it is named " + renamed + " now"};
    }
    String wanted = fullName(name, module);
    String best = "";
    int distance = Math.max(1, name.length() / SIMILARITY) + 1;
    for (String candidate : byName.keySet()) {
      int now =
          Math.min(
              distance(candidate, name, distance + 1), distance(candidate, wanted, distance + 1));
      if (now < distance || (now == distance && candidate.compareTo(best) < 0 && !best.isEmpty())) {
        distance = now;
        best = candidate;
      }
    }
    return best.isEmpty() ? new String[0] : new String[] {"did you mean " + best + "?"};
  }

  /// The number of letters that differ (Levenshtein), or `limit` when there are more.
  static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit) {
      return limit;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(Math.min(row[j - 1], above) + 1, changed);
        diagonal = above;
        least = Math.min(least, row[j]);
      }
      if (least >= limit) {
        return limit;
      }
    }
    return Math.min(row[b.length()], limit);
  }
}
