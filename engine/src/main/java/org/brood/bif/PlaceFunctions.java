package org.brood.bif;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.brood.event.Events;
import org.brood.event.RecordMaker;
import org.brood.lookup.PlaceDatabase;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Addr;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Look-ups of places and autonomous systems in databases of MaxMind's format, which scripts open
/// or which lie where `mmdb_dir` and `mmdb_dir_fallbacks` say.
@Natives
public final class PlaceFunctions {
  private PlaceFunctions() {}

  /// The databases of one worker.
  private static final class Places {
    private final Database locations;
    private final Database systems;

    private Places(Runtime rt) {
      Events events = rt.service(Events.class);
      String directory = text(events, "mmdb_dir");
      List<String> fallbacks = new ArrayList<>();
      if (events.global("mmdb_dir_fallbacks") instanceof Vec all) {
        for (int i = 0; i < all.size(); i++) {
          fallbacks.add(String.valueOf(all.get(i)));
        }
      }
      String city = text(events, "mmdb_city_db");
      String country = text(events, "mmdb_country_db");
      List<String> locationFiles = new ArrayList<>();
      List<String> systemFiles = new ArrayList<>();
      String system = text(events, "mmdb_asn_db");
      if (!directory.isEmpty()) {
        locationFiles.add(directory + "/" + city);
        locationFiles.add(directory + "/" + country);
        systemFiles.add(directory + "/" + system);
      }
      for (String name : List.of(city, country)) {
        fallbacks.forEach(folder -> locationFiles.add(folder + "/" + name));
      }
      fallbacks.forEach(folder -> systemFiles.add(folder + "/" + system));
      double check =
          events.global("mmdb_stale_check_interval") instanceof Double seconds ? seconds : -1;
      locations =
          new Database(
              rt,
              "location",
              locationFiles,
              check,
              new RecordMaker(
                  events,
                  "geo_location",
                  "country_code",
                  "region",
                  "city",
                  "latitude",
                  "longitude"));
      systems =
          new Database(
              rt,
              "ASN",
              systemFiles,
              check,
              new RecordMaker(events, "geo_autonomous_system", "number", "organization"));
    }

    private static String text(Events events, String name) {
      return events.global(name) instanceof Str text ? text.toString() : "";
    }
  }

  /// One of the databases, and what is made of its answers.
  private static final class Database {
    private final String name;
    private final List<String> files;
    private final PlaceDatabase facts;
    private final RecordMaker answers;

    /// Whether scripts know already that it can't be opened.
    private boolean told;

    private Database(
        Runtime rt, String name, List<String> files, double check, RecordMaker answers) {
      this.name = name;
      this.files = files;
      this.facts = new PlaceDatabase(check, text -> rt.note(Level.INFO, text));
      this.answers = answers;
    }

    private boolean open(Runtime rt, Str file) {
      told = false;
      return facts.open(file.toString(), rt.networkTime());
    }

    private Map<?, ?> find(Runtime rt, Addr address) {
      if (facts.ensure(files, rt.networkTime())) {
        told = false;
        return facts.find(address, rt.networkTime());
      }
      if (!told) {
        told = true;
        rt.complain("Failed to open GeoIP " + name + " database");
      }
      return Map.of();
    }
  }

  private static Places places(Runtime rt) {
    return rt.serviceOr(Places.class, () -> new Places(rt));
  }

  public static boolean mmdb_open_location_db(Runtime rt, Str f) {
    return places(rt).locations.open(rt, f);
  }

  public static boolean mmdb_open_asn_db(Runtime rt, Str f) {
    return places(rt).systems.open(rt, f);
  }

  public static Record lookup_location(Runtime rt, Addr a) {
    Database locations = places(rt).locations;
    Map<?, ?> found = locations.find(rt, a);
    return locations.answers.of(
        text(at(found, "country", "iso_code")),
        text(at(first(at(found, "subdivisions")), "iso_code")),
        text(at(found, "city", "names", "en")),
        at(found, "location", "latitude") instanceof Double latitude ? latitude : null,
        at(found, "location", "longitude") instanceof Double longitude ? longitude : null);
  }

  public static Record lookup_autonomous_system(Runtime rt, Addr a) {
    Database systems = places(rt).systems;
    Map<?, ?> found = systems.find(rt, a);
    return systems.answers.of(
        at(found, "autonomous_system_number") instanceof Number number ? number.longValue() : null,
        text(at(found, "autonomous_system_organization")));
  }

  private static @Nullable Str text(@Nullable Object value) {
    return value instanceof String text ? Str.of(text) : null;
  }

  /// What lies within maps, null if it is not there.
  private static @Nullable Object at(@Nullable Object facts, String... way) {
    Object at = facts;
    for (String step : way) {
      at = at instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return at;
  }

  private static @Nullable Object first(@Nullable Object value) {
    return value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : null;
  }
}
