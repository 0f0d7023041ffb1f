package org.brood.bif;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.brood.flow.WeirdSampler;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.brood.script.value.Str;
import org.brood.script.value.Table;

/// How many weirds are told, in the module `Reporter`.
@Natives("Reporter")
public final class WeirdSamplingFunctions {
  private static final double NANOS = 1e9;

  private WeirdSamplingFunctions() {}

  private static WeirdSampler sampler(Runtime rt) {
    return rt.service(WeirdSampler.class);
  }

  private static Table table(Set<String> names) {
    Table made = new Table(new TableType(List.of(Basic.STRING), null));
    for (String name : names) {
      made.put(Str.of(name), Table.MEMBER);
    }
    return made;
  }

  public static Table get_weird_sampling_whitelist(Runtime rt) {
    return table(sampler(rt).always);
  }

  public static boolean set_weird_sampling_whitelist(Runtime rt, Table list) {
    sampler(rt).always = Names.of(list);
    return true;
  }

  public static Table get_weird_sampling_global_list(Runtime rt) {
    return table(sampler(rt).global);
  }

  public static boolean set_weird_sampling_global_list(Runtime rt, Table list) {
    sampler(rt).global = Names.of(list);
    return true;
  }

  public static long get_weird_sampling_threshold(Runtime rt) {
    return sampler(rt).threshold;
  }

  public static boolean set_weird_sampling_threshold(Runtime rt, long threshold) {
    sampler(rt).threshold = threshold;
    return true;
  }

  public static long get_weird_sampling_rate(Runtime rt) {
    return sampler(rt).rate;
  }

  public static boolean set_weird_sampling_rate(Runtime rt, long rate) {
    sampler(rt).rate = rate;
    return true;
  }

  public static double get_weird_sampling_duration(Runtime rt) {
    return sampler(rt).durationNanos / NANOS;
  }

  public static boolean set_weird_sampling_duration(Runtime rt, double duration) {
    sampler(rt).durationNanos = (long) (duration * NANOS);
    return true;
  }

  /// Sets of names.
  public static final class Names {
    private Names() {}

    /// The strings of a set.
    public static Set<String> of(Table set) {
      Set<String> made = new HashSet<>();
      for (Object key : set.keys()) {
        made.add(key.toString());
      }
      return made;
    }
  }
}
