package org.brood.format.x509;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of object identifiers, read when the first is asked for.
public final class ObjectNames {
  private static final String FILE = "objects.tsv";

  private ObjectNames() {}

  private record Names(String shortName, String longName) {}

  /// Made by the first who asks.
  private static final class Known {
    private static final Map<String, Names> BY_ID = read();

    private static Map<String, Names> read() {
      Map<String, Names> names = new HashMap<>();
      try (InputStream in = ObjectNames.class.getResourceAsStream(FILE)) {
        if (in == null) {
          throw new IllegalStateException("no " + FILE);
        }
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.startsWith("#")) {
            List<String> columns = List.of(line.split("\t", -1));
            names.put(columns.getFirst(), new Names(columns.get(1), columns.getLast()));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Map.copyOf(names);
    }
  }

  public static boolean isKnown(String id) {
    return Known.BY_ID.containsKey(id);
  }

  /// The short name, such as `CN`; null if there is none.
  public static @Nullable String shortName(String id) {
    Names names = Known.BY_ID.get(id);
    return names == null ? null : names.shortName();
  }

  /// The long name, such as `commonName`; the identifier itself if it has none.
  public static String longName(String id) {
    Names names = Known.BY_ID.get(id);
    return names == null ? id : names.longName();
  }
}
