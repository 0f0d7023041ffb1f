package org.brood.bif;

import org.brood.event.Events;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Addr;
import org.brood.script.value.Record;
import org.brood.script.value.Str;

/// Look-ups of places and autonomous systems: there are no databases, and a script is told so once.
@Natives
public final class PlaceFunctions {
  private PlaceFunctions() {}

  /// What was said already.
  private static final class Told {
    private boolean location;
    private boolean system;
  }

  private static Told told(Runtime rt) {
    return rt.serviceOr(Told.class, Told::new);
  }

  private static boolean cannotOpen(Runtime rt, Str path) {
    rt.note(Level.INFO, "Failed to open MaxMind DB: " + path + " [MaxMind databases are not read]");
    return false;
  }

  public static boolean mmdb_open_location_db(Runtime rt, Str f) {
    return cannotOpen(rt, f);
  }

  public static boolean mmdb_open_asn_db(Runtime rt, Str f) {
    return cannotOpen(rt, f);
  }

  public static Record lookup_location(Runtime rt, Addr a) {
    if (!told(rt).location) {
      told(rt).location = true;
      rt.complain("Failed to open GeoIP location database");
    }
    return rt.service(Events.class).record("geo_location").make();
  }

  public static Record lookup_autonomous_system(Runtime rt, Addr a) {
    if (!told(rt).system) {
      told(rt).system = true;
      rt.complain("Failed to open GeoIP ASN database");
    }
    return rt.service(Events.class).record("geo_autonomous_system").make();
  }
}
