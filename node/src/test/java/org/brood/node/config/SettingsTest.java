package org.brood.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brood.link.NodeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder;

  private static HostSettings node(Map<String, String> environment) throws ConfigException {
    return HostSettings.of(Settings.read(Map.of(), environment), false);
  }

  @Test
  void theCommandLineComesBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
    Path file = folder.resolve("brood.conf");
    Files.writeString(file, "# a note\nname = of-file\nport = 1111\nproxies = 3\n");

    Settings settings =
        Settings.read(
            Map.of(Setting.NAME, "of-line"),
            Map.of("BROOD_CONFIG", file.toString(), "BROOD_NAME", "of-env", "BROOD_PORT", "2222"));
    HostSettings host = HostSettings.of(settings, false);

    assertThat(host.name()).isEqualTo("of-line");
    assertThat(host.port()).isEqualTo(2222);
    assertThat(host.proxies()).isEqualTo(3);
  }

  @Test
  void aWrongValueIsNamedWithItsPlace() throws IOException {
    Path file = folder.resolve("brood.conf");
    Files.writeString(file, "name = a\nports = x\n");

    assertThatThrownBy(() -> node(Map.of("BROOD_CONFIG", file.toString())))
        .hasMessage(file + ":2: expected FIRST-LAST, not \"x\"");
    assertThatThrownBy(() -> node(Map.of("BROOD_ROLES", "worker,boss")))
        .hasMessage("BROOD_ROLES: expected logger, proxy or worker, not \"worker,boss\"");
    assertThatThrownBy(() -> node(Map.of("BROOD_JOIN", "here")))
        .hasMessage("BROOD_JOIN: expected HOST:PORT, separated by commas, not \"here\"");
    assertThatThrownBy(() -> node(Map.of("BROOD_SPOOL_FULL", "burn")))
        .hasMessage("BROOD_SPOOL_FULL: expected block or drop, not \"burn\"");
    assertThatThrownBy(() -> node(Map.of("BROOD_PROT", "1")))
        .hasMessage("BROOD_PROT: there is no such setting");
  }

  @Test
  void foldersAreTheSameForEngineProcessesThatWorkElsewhere() throws ConfigException {
    HostSettings host = node(Map.of("BROOD_STATE", "here", "BROOD_LOG_DIR", "logs"));

    assertThat(host.state()).isEqualTo(Path.of("here").toAbsolutePath());
    assertThat(host.logs()).isEqualTo(Path.of("logs").toAbsolutePath());
  }

  @Test
  void rolesAndSourcesAreWhatTheUserSays() throws ConfigException {
    HostSettings all = node(Map.of("BROOD_INTERFACE", "eth0,eth1"));
    HostSettings logger = node(Map.of("BROOD_ROLES", "logger"));

    assertThat(all.roles())
        .containsExactlyInAnyOrder(NodeType.LOGGER, NodeType.PROXY, NodeType.WORKER);
    assertThat(all.explicit()).isFalse();
    assertThat(all.sources()).isEqualTo(List.of("af_packet::eth0", "af_packet::eth1"));
    assertThat(logger.roles()).containsExactly(NodeType.LOGGER);
    assertThat(logger.explicit()).isTrue();
    assertThat(logger.sources()).isEmpty();
  }

  @Test
  void everySettingIsInTheDocumentation() throws IOException {
    String text = Files.readString(Path.of("../docs/running.md"));

    for (Setting setting : Setting.values()) {
      assertThat(text).contains("| `" + setting.word() + "` |");
    }
  }
}
