package org.brood.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All metric families of one worker. One thread owns it.
public final class Registry {
  private record Key(Family.Kind kind, String prefix, String name) {
    @Override
    public boolean equals(Object o) {
      return o instanceof Key other
          && kind == other.kind
          && prefix.equals(other.prefix)
          && name.equals(other.name);
    }

    @Override
    public int hashCode() {
      return (31 * kind.ordinal() + prefix.hashCode()) * 31 + name.hashCode();
    }
  }

  private final Map<Key, Family> families = new LinkedHashMap<>();

  /// The family of this name, made if it is new.
  public Family family(
      Family.Kind kind,
      String prefix,
      String name,
      String unit,
      String help,
      List<String> labels,
      double[] bounds) {
    return families.computeIfAbsent(
        new Key(kind, prefix, name),
        _ -> new Family(kind, prefix, name, unit, help, labels, bounds));
  }

  public List<Family> families() {
    return new ArrayList<>(families.values());
  }
}
