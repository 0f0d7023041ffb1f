package org.brood.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.brood.cluster.WantedLayout;
import org.brood.link.NodeType;
import org.brood.spool.Compression;
import org.brood.spool.LogStoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFilesTest {
  @TempDir private Path folder;

  private SiteFiles read(String file, String text) throws IOException, ConfigException {
    Files.writeString(folder.resolve(file), text);
    return SiteFiles.read(folder, 1);
  }

  @Test
  void anEmptyFolderWantsNothing() throws Exception {
    SiteFiles files = SiteFiles.read(folder, 2);

    assertThat(files.wanted()).isEqualTo(new WantedLayout(2, List.of()));
    assertThat(files.localNets().script()).isEmpty();
    assertThat(files.warnings()).isEmpty();
  }

  @Test
  void nodesKeepThePlacesThatTheFileGives() throws Exception {
    SiteFiles files =
        read(
            "node.cfg",
            """
            # a cluster
            [manager]
            type=manager
            host=10.0.0.10

            [worker-1]
            type=worker
            host=10.0.0.11
            interface=eth0
            lb_method=af_packet
            lb_procs=4
            pin_cpus=0,1,2,3
            """);

    assertThat(files.wanted().fixed())
        .containsExactly(
            new WantedLayout.Fixed("manager", NodeType.MANAGER, "10.0.0.10", null, 1),
            new WantedLayout.Fixed("worker-1", NodeType.WORKER, "10.0.0.11", "eth0", 4));
    assertThat(files.warnings()).containsExactly("node.cfg:12: pin_cpus has no effect here");
  }

  @Test
  void mistakesAreNamedWithTheirLine() {
    assertThatThrownBy(() -> read("node.cfg", "[a]\ntype=manager\nhost=x\n[b]\ntype=boss\n"))
        .hasMessageStartingWith("node.cfg:4: \"boss\" is no type of node");
    assertThatThrownBy(() -> read("node.cfg", "[a]\ntype=manager\nhots=x\n"))
        .hasMessage("node.cfg:3: there is no key hots");
    assertThatThrownBy(() -> read("node.cfg", "[w]\ntype=worker\nhost=x\ninterface=e\n"))
        .hasMessage("node.cfg: one manager is needed, there are 0");
    assertThatThrownBy(() -> read("node.cfg", "type=worker\n"))
        .hasMessage("node.cfg:1: a key before the first [NODE]");
  }

  @Test
  void localNetworksBecomeAScript() throws Exception {
    assertThat(
            read("networks.cfg", "# ours\n10.0.0.0/8   Private\n\nfd00::/8 # too\n")
                .localNets()
                .script())
        .isEqualTo("redef Site::local_nets += { 10.0.0.0/8, [fd00::]/8 };\n");
    assertThatThrownBy(() -> read("networks.cfg", "10.0.0.0/8\nten\n"))
        .hasMessage("networks.cfg:2: expected a network such as 10.0.0.0/8, not ten");
  }

  @Test
  void optionsOfZeekctlDecideWhatTheLoggerDoes() throws Exception {
    SiteFiles files =
        read(
            "zeekctl.cfg",
            "LogRotationInterval = 600\nLogExpireInterval = 7 day\nCompressLogs = 0\nMailTo = a\n");

    LogStoreSettings store = files.store(LogStoreSettings.standard(folder));

    assertThat(store.rotationSeconds()).isEqualTo(600);
    assertThat(store.keepFor()).isEqualTo(Duration.ofDays(7));
    assertThat(store.archived()).isEqualTo(Compression.NONE);
    assertThat(files.warnings()).containsExactly("zeekctl.cfg:4: MailTo has no effect here");
    assertThatThrownBy(() -> read("zeekctl.cfg", "LogRotationInterval = soon\n"))
        .hasMessage("zeekctl.cfg: LogRotationInterval: expected a number, not soon");
  }
}
