package org.brood.script.bif;

import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Opaque;
import org.brood.script.value.Record;
import org.brood.script.value.Str;

/// Tests of randomness.
@Natives
public final class Entropy {
  private Entropy() {}

  private static void feed(Randomness test, Str data) {
    for (int i = 0; i < data.length(); i++) {
      test.add(data.at(i));
    }
  }

  public static Record find_entropy(Runtime rt, Str data) {
    Randomness test = new Randomness();
    feed(test, data);
    return test.result(rt);
  }

  public static Opaque entropy_test_init() {
    return new Randomness();
  }

  public static boolean entropy_test_add(Opaque handle, Str data) {
    if (handle instanceof Randomness test) {
      feed(test, data);
      return true;
    }
    return false;
  }

  public static Record entropy_test_finish(Runtime rt, Opaque handle) {
    return (handle instanceof Randomness test ? test : new Randomness()).result(rt);
  }
}
