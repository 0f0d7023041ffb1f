package org.brood.bif;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.brood.bytes.HighwayHash;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.lookup.Resolver;
import org.brood.script.runtime.Delayed;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.Trigger;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.brood.script.value.Addr;
import org.brood.script.value.Digests;
import org.brood.script.value.Str;
import org.brood.script.value.Table;

/// Look-ups in DNS, for which a `when` waits. `ZEEK_DNS_RESOLVER` names the server to ask;
/// `ZEEK_DNS_FAKE` gives made-up answers at once, always the same ones.
@Natives
public final class LookupFunctions {
  private static final TableType ADDRESSES = new TableType(List.of(Basic.ADDR), null);
  private static final Str NOT_FOUND = Str.of("<???>");
  private static final Str ERROR = Str.of("<error>");

  /// The number of the record type TXT (RFC 1035, section 3.2.2).
  private static final int TXT = 16;

  /// The length of the hash's key, in bytes.
  private static final int KEY = 32;

  private LookupFunctions() {}

  public static Str lookup_addr(Runtime rt, Addr host) {
    if (isOutside(rt, "lookup_addr")) {
      return ERROR;
    }
    if (isFake()) {
      throw fake(rt, Str.of("fake_addr_lookup_result_" + host));
    }
    Resolver resolver = resolver(rt);
    throw delayed(rt, resolver, () -> orNotFound(resolver.name(host)), NOT_FOUND);
  }

  public static Str lookup_hostname_txt(Runtime rt, Str host) {
    if (isOutside(rt, "lookup_hostname_txt")) {
      return ERROR;
    }
    if (isFake()) {
      throw fake(rt, Str.of("fake_lookup_result_" + TXT + "_" + host));
    }
    Resolver resolver = resolver(rt);
    String name = host.toString();
    throw delayed(rt, resolver, () -> orNotFound(resolver.text(name)), NOT_FOUND);
  }

  public static Table lookup_hostname(Runtime rt, Str host) {
    if (isOutside(rt, "lookup_hostname")) {
      return set(List.of());
    }
    if (isFake()) {
      throw fake(rt, fakeAddresses(rt, host));
    }
    Resolver resolver = resolver(rt);
    String name = host.toString();
    throw delayed(rt, resolver, () -> set(resolver.addresses(name)), set(List.of()));
  }

  public static Table blocking_lookup_hostname(Runtime rt, Str host) {
    return isFake() ? fakeAddresses(rt, host) : set(resolver(rt).addresses(host.toString()));
  }

  private static boolean isOutside(Runtime rt, String function) {
    if (rt.evaluating() != null) {
      return false;
    }
    rt.complain(function + "() can only be called inside a when-condition");
    return true;
  }

  private static boolean isFake() {
    return System.getenv("ZEEK_DNS_FAKE") != null;
  }

  private static Resolver resolver(Runtime rt) {
    String server = System.getenv().getOrDefault("ZEEK_DNS_RESOLVER", "");
    return rt.serviceOr(Resolver.class, () -> new Resolver(inbox(rt), server));
  }

  private static Inbox inbox(Runtime rt) {
    return rt.serviceOr(Inbox.class, Inbox::new);
  }

  /// Asks; the condition that is being tried is tried again with the answer.
  private static <T> Delayed delayed(
      Runtime rt, Resolver resolver, Supplier<T> question, T otherwise) {
    Trigger trigger = rt.evaluating();
    if (trigger != null) {
      Trigger.Waiter waiter = trigger.waiter();
      resolver.ask(question, otherwise, waiter::answer);
    }
    return Delayed.INSTANCE;
  }

  /// An answer that is there already; it comes when the events that wait have been handled.
  private static Delayed fake(Runtime rt, Object answer) {
    Trigger trigger = rt.evaluating();
    if (trigger != null) {
      Trigger.Waiter waiter = trigger.waiter();
      rt.soon(() -> waiter.answer(answer));
    }
    return Delayed.INSTANCE;
  }

  private static Str orNotFound(String found) {
    return found.isEmpty() ? NOT_FOUND : Str.of(found);
  }

  private static Table set(List<Addr> addresses) {
    Table set = new Table(ADDRESSES);
    for (Addr one : addresses) {
      set.put(one, Table.MEMBER);
    }
    return set;
  }

  /// One address, whose bytes are a hash of the name. While globals get their first values nobody
  /// knows the salt yet, and the key is zero.
  private static Table fakeAddresses(Runtime rt, Str host) {
    Object salt = rt.service(Events.class).global("digest_salt");
    byte[] text =
        salt instanceof Str given ? given.bytes() : "".getBytes(StandardCharsets.US_ASCII);
    byte[] key = rt.isInitialized() ? Digests.of("SHA-256", text) : new byte[KEY];
    long[] hash = new HighwayHash(key).hash128(host.bytes());
    return set(List.of(new Addr(Long.reverseBytes(hash[0]), Long.reverseBytes(hash[1]))));
  }
}
