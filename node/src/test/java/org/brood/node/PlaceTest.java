package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brood.testkit.MaxMindFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Look-ups of places and autonomous systems, as scripts see them.
final class PlaceTest {
  private static final byte[] NETWORK = {(byte) 192, 0, 2, 0};

  @TempDir Path folder;

  private ScriptRun.Result run(String script) throws IOException {
    return ScriptRun.of(folder, script.replace("DIR", folder.toString()));
  }

  private void cities() throws IOException {
    Map<String, ?> facts =
        Map.of(
            "country", Map.of("iso_code", "NL"),
            "subdivisions", List.of(Map.of("iso_code", "NH"), Map.of("iso_code", "XX")),
            "city", Map.of("names", Map.of("de", "Amstardam", "en", "Amsterdam")),
            "location", Map.of("latitude", 52.5, "longitude", 4.75));
    Files.write(
        folder.resolve("GeoLite2-City.mmdb"), new MaxMindFile().add(NETWORK, 24, facts).toBytes());
  }

  @Test
  void aPlaceIsFoundInTheFolderOfDatabases() throws IOException {
    cities();

    ScriptRun.Result result =
        run(
            """
            @load base/utils/geoip-distance
            redef mmdb_dir = "DIR";
            event zeek_init()
              {
              print lookup_location(192.0.2.9);
              print lookup_location(192.0.3.9);
              print haversine_distance_ip(192.0.2.1, 192.0.2.2), haversine_distance_ip(192.0.2.1, 10.0.0.1);
              }
            """);

    assertThat(result.out())
        .containsExactly(
            "[country_code=NL, region=NH, city=Amsterdam, latitude=52.5, longitude=4.75]",
            "[country_code=<uninitialized>, region=<uninitialized>, city=<uninitialized>,"
                + " latitude=<uninitialized>, longitude=<uninitialized>]",
            "0.0, -1.0");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void anAutonomousSystemIsFoundInAFileThatAScriptOpens() throws IOException {
    Map<String, ?> facts =
        Map.of("autonomous_system_number", 64_500, "autonomous_system_organization", "Example");
    Files.write(folder.resolve("asn"), new MaxMindFile().add(NETWORK, 24, facts).toBytes());

    ScriptRun.Result result =
        run(
            """
            event zeek_init()
              {
              print mmdb_open_asn_db("DIR/missing");
              print mmdb_open_asn_db("DIR/asn");
              print lookup_autonomous_system(192.0.2.9);
              }
            """);

    assertThat(result.out()).containsExactly("F", "T", "[number=64500, organization=Example]");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aDatabaseThatIsMissingIsSaidOnce() throws IOException {
    ScriptRun.Result result =
        run(
            """
            redef mmdb_dir = "DIR";
            redef mmdb_dir_fallbacks = vector();
            event zeek_done()
              {
              for ( i in set(1, 2) )
                print lookup_autonomous_system(192.0.2.9);
              }
            """);

    assertThat(result.out()).hasSize(2).allMatch(line -> line.startsWith("[number=<uninit"));
    assertThat(result.err()).hasSize(1);
    assertThat(result.err().getFirst())
        .endsWith("Failed to open GeoIP ASN database (lookup_autonomous_system(192.0.2.9))");
  }
}
