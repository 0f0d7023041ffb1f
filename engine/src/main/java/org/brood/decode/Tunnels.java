package org.brood.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The tunnels around a packet, the outermost first.
///
/// A packet and the packets inside it share one stack, which grows as tunnels are opened. A
/// connection that begins keeps the stack of its first packet, with what was opened further in: the
/// next packet then seems to come through other tunnels, which is told once, as Zeek tells it.
public final class Tunnels {
  private @Nullable Encapsulation[] levels = new Encapsulation[4];
  private int depth;
  private boolean kept;

  /// How many tunnels there are.
  public int depth() {
    return depth;
  }

  /// The tunnel at this place, 0 for the outermost.
  public Encapsulation at(int index) {
    Encapsulation level = levels[index];
    if (level == null || index >= depth) {
      throw new IndexOutOfBoundsException(index);
    }
    return level;
  }

  /// The kind of the innermost tunnel.
  public TunnelType lastType() {
    return depth == 0 ? TunnelType.NONE : at(depth - 1).type();
  }

  void add(Encapsulation level) {
    if (depth == levels.length) {
      levels = Arrays.copyOf(levels, 2 * depth);
    }
    levels[depth++] = level;
  }

  void cutTo(int smaller) {
    depth = Math.min(depth, smaller);
  }

  void clear() {
    depth = 0;
  }

  /// Notes that a connection keeps this stack, so that it is not used again for another packet.
  public void keep() {
    kept = true;
  }

  boolean isKept() {
    return kept;
  }

  public Tunnels copy() {
    Tunnels copy = new Tunnels();
    copy.levels = levels.clone();
    copy.depth = depth;
    copy.kept = true;
    return copy;
  }

  public boolean isSame(Tunnels other) {
    if (depth != other.depth) {
      return false;
    }
    for (int i = 0; i < depth; i++) {
      if (!at(i).isSame(other.at(i))) {
        return false;
      }
    }
    return true;
  }
}
