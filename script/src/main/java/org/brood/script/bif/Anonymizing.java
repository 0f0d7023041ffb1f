package org.brood.script.bif;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.brood.script.runtime.MayMiss;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.Tables;
import org.brood.script.type.EnumType;
import org.brood.script.value.Addr;
import org.brood.script.value.Digests;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// Addresses that stand for others, so that logs can be given away. Only IPv4 addresses can be
/// anonymized.
///
/// The prefix-preserving kinds keep what addresses have in common: two that agree in their first n
/// bits stand for two that do so as well. One of them draws the rest at random and remembers it
/// ("-A50" of tcpdpriv, Minshall 1996), the others compute each bit from the bits before it and a
/// key (Xu, Fan, Ammar, Moon 2001).
@Natives
public final class Anonymizing {
  private static final int BITS = Integer.SIZE;

  private Anonymizing() {}

  /// What was given to which address so far.
  static final class State {
    /// More addresses than these are not remembered: they get 0.0.0.0.
    static final int MOST = 4_000_000;

    private final Map<String, Map<Integer, Integer>> given = new HashMap<>();

    /// By the address, which counts as unsigned: its neighbours have the most bits in common with
    /// it.
    private final TreeMap<Integer, Integer> tree = new TreeMap<>(Integer::compareUnsigned);

    private boolean begun;
    private int sequence = 1;

    private static int random(ScriptRandom random) {
      int high = (int) random.next() << 16;
      return high | (int) random.next() & 0xffff;
    }

    /// An address that shares with those that were given before what their originals share.
    int tree(int address, ScriptRandom random) {
      if (address == 0 || address == -1) {
        return address;
      }
      Integer known = tree.get(address);
      if (known != null) {
        return known;
      }
      if (tree.size() >= MOST) {
        return 0;
      }
      int made = tree.isEmpty() ? random(random) : besideNeighbour(address, random);
      tree.put(address, made);
      return made;
    }

    private int besideNeighbour(int address, ScriptRandom random) {
      Map.Entry<Integer, Integer> below = tree.floorEntry(address);
      Map.Entry<Integer, Integer> above = tree.ceilingEntry(address);
      int sharedBelow = below == null ? -1 : common(address, below.getKey());
      int sharedAbove = above == null ? -1 : common(address, above.getKey());
      int shared = Math.max(sharedBelow, sharedAbove);
      Map.Entry<Integer, Integer> nearest = sharedBelow > sharedAbove ? below : above;
      if (nearest == null) {
        throw new IllegalStateException("no neighbour");
      }
      int place = BITS - 1 - shared;
      int flipped = (nearest.getValue() >>> place ^ 1) << place;
      return shared == BITS - 1
          ? flipped
          : flipped | (random(random) & Integer.MAX_VALUE) >>> shared + 1;
    }

    private static int common(int a, int b) {
      return Integer.numberOfLeadingZeros(a ^ b);
    }

    boolean keep(int address, int width, ScriptRandom random) {
      if (begun) {
        return false;
      }
      int hosts = width >= BITS ? 0 : -1 >>> width;
      int net = address & ~hosts;
      tree(net, random);
      if (net != 0 && net != -1) {
        tree.put(net, hosts == 0 ? net : net | random(random) & hosts);
      }
      return true;
    }
  }

  private static State state(Runtime rt) {
    return rt.serviceOr(State.class, State::new);
  }

  private static ScriptRandom random(Runtime rt) {
    return rt.serviceOr(ScriptRandom.class, ScriptRandom::ofSystem);
  }

  @MayMiss
  public static @Nullable Object preserve_prefix(Runtime rt, Addr a, long width) {
    if (a.isV6()) {
      rt.complain("preserve_prefix() not supported for IPv6 addresses");
    } else {
      keep(rt, a.v4Bits(), Math.clamp(width, 0, BITS));
    }
    return null;
  }

  @MayMiss
  public static @Nullable Object preserve_subnet(Runtime rt, Subnet a) {
    if (a.isV4()) {
      keep(rt, a.prefix().v4Bits(), a.width() - 96);
    } else {
      rt.complain("preserve_subnet() not supported for IPv6 addresses");
    }
    return null;
  }

  private static void keep(Runtime rt, int address, int width) {
    if (!state(rt).keep(address, width, random(rt))) {
      rt.note(Level.ERROR, "prefix preservation specified after anonymization begun");
    }
  }

  @MayMiss
  public static @Nullable Addr anonymize_addr(Runtime rt, Addr a, EnumType.Item cl) {
    if (a.isV6()) {
      rt.complain("anonymize_addr() not supported for IPv6 addresses");
      return null;
    }
    String kind =
        switch (cl.name()) {
          case "ORIG_ADDR" -> "orig";
          case "RESP_ADDR" -> "resp";
          default -> "other";
        };
    if (global(rt, "preserve_" + kind + "_addr") instanceof Table kept
        && Boolean.TRUE.equals(isKept(rt, kept, a))) {
      return a;
    }
    String method =
        global(rt, kind + "_addr_anonymization") instanceof EnumType.Item item
            ? item.name()
            : "KEEP_ORIG_ADDR";
    return method.equals("KEEP_ORIG_ADDR") ? a : Addr.v4(given(rt, method, a.v4Bits()));
  }

  private static @Nullable Object isKept(Runtime rt, Table kept, Addr a) {
    return kept.isSet() ? (Object) kept.contains(a) : Tables.lookup(rt.program(), kept, a);
  }

  private static @Nullable Object global(Runtime rt, String name) {
    int index = rt.info().global(name);
    return index < 0 ? null : rt.program().global(index);
  }

  private static int given(Runtime rt, String method, int address) {
    State state = state(rt);
    switch (method) {
      case "SEQUENTIALLY_NUMBERED" -> {
        Map<Integer, Integer> given = state.given.computeIfAbsent(method, _ -> new HashMap<>());
        Integer known = given.get(address);
        if (known == null && given.size() < State.MOST) {
          known = ++state.sequence;
          given.put(address, known);
        }
        return known == null ? 0 : known;
      }
      case "PREFIX_PRESERVING_A50" -> {
        state.begun = true;
        return state.tree(address, random(rt));
      }
      case "PREFIX_PRESERVING_MD5", "PREFIX_PRESERVING_SHA256" -> {
        return bitByBit(rt, method, address);
      }
      default -> {
        byte[] input = ByteBuffer.allocate(4).putInt(address).array();
        return Integer.reverseBytes(ByteBuffer.wrap(keyed(rt, method, input)).getInt());
      }
    }
  }

  private static int bitByBit(Runtime rt, String method, int address) {
    int made = address;
    for (int i = 0; i < BITS; i++) {
      int place = BITS - 1 - i;
      int before = (i == 0 ? 0 : address & -1 << BITS - i) | 1 << place;
      byte[] input = ByteBuffer.allocate(8).putInt(i + 1).putInt(before).array();
      made ^= (keyed(rt, method, input)[0] & 1) << place;
    }
    return made;
  }

  private static byte[] keyed(Runtime rt, String method, byte[] input) {
    HmacKey keys = rt.serviceOr(HmacKey.class, HmacKey::random);
    boolean sha = method.endsWith("SHA256");
    MessageDigest digest = Digests.fresh(sha ? "SHA-256" : "MD5");
    byte[] key = sha ? keys.sha256() : keys.bytes();
    byte[] inner = digest.digest(input);
    for (int i = 0; i < inner.length; i++) {
      inner[i] ^= key[i];
    }
    return digest.digest(inner);
  }
}
