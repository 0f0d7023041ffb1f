package org.brood.script.bif;

import java.util.Optional;
import org.brood.script.value.Opaque;
import org.brood.script.value.OpaqueState;

/// Opaque values made anew from what another node sent.
public final class Opaques {
  private Opaques() {}

  /// The value of a state; nothing if it is none, whatever its numbers are.
  public static Optional<Opaque> of(OpaqueState state) {
    return switch (state.typeName()) {
      case HyperLogLog.TYPE -> HyperLogLog.of(state);
      case TopK.TYPE -> TopK.of(state);
      default -> Optional.empty();
    };
  }
}
