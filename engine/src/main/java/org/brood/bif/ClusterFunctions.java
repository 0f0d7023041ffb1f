package org.brood.bif;

import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// The module `Cluster` on a node that is alone: topics can be subscribed to, and nobody else hears
/// what is published.
@Natives("Cluster")
public final class ClusterFunctions {
  private ClusterFunctions() {}

  public static boolean __subscribe(Runtime rt, Str prefix) {
    return true;
  }

  public static boolean __unsubscribe(Runtime rt, Str prefix) {
    return true;
  }

  public static boolean publish(Runtime rt, @Nullable Object[] arguments) {
    return true;
  }

  public static boolean publish_rr(Runtime rt, @Nullable Object[] arguments) {
    return true;
  }

  public static boolean publish_hrw(Runtime rt, @Nullable Object[] arguments) {
    return true;
  }
}
