package org.brood.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegesTest {
  private static final String NONE = "0000000000000000";
  private static final String RAW = "0000000000002000";
  private static final List<String> LAUNCHER = List.of("/opt/with-net-raw");

  private static Privileges privileges(
      String effective, String ambient, String bounding, String noNewPrivileges) {
    return Privileges.parse(
        List.of(
            "Name:\tjava",
            "CapInh:\t" + ambient,
            "CapEff:\t" + effective,
            "CapBnd:\t" + bounding,
            "CapAmb:\t" + ambient,
            "NoNewPrivs:\t" + noNewPrivileges));
  }

  @Test
  void whatIsAmbientIsKeptByThoseWhoCaptureAndTakenFromOthers() {
    Privileges podman = privileges(RAW, RAW, RAW, "1");

    assertThat(podman.before(true, LAUNCHER)).isEmpty();
    assertThat(podman.before(false, LAUNCHER))
        .containsExactly(
            "setpriv", "--no-new-privs", "--inh-caps=-net_raw", "--ambient-caps=-net_raw");
  }

  @Test
  void withoutAmbientCapabilitiesOnlyThoseWhoCaptureGainTheCapability() {
    Privileges docker = privileges(NONE, NONE, RAW, "0");

    assertThat(docker.before(true, LAUNCHER))
        .containsExactly(
            "/opt/with-net-raw",
            "--no-new-privs",
            "--inh-caps=+net_raw",
            "--ambient-caps=+net_raw");
    assertThat(docker.before(false, LAUNCHER)).containsExactly("setpriv", "--no-new-privs");
  }

  @Test
  void nothingIsTriedWhereNothingCanBeGained() {
    assertThat(privileges(NONE, NONE, RAW, "1").before(true, LAUNCHER)).isEmpty();
    assertThat(privileges(NONE, NONE, NONE, "0").before(true, LAUNCHER)).isEmpty();
    assertThat(privileges(NONE, NONE, RAW, "0").before(true, List.of())).isEmpty();
    assertThat(privileges(NONE, NONE, RAW, "0").before(false, List.of())).isEmpty();
  }

  @Test
  void rootNeedsNoLauncher() {
    assertThat(privileges("000001ffffffffff", NONE, "000001ffffffffff", "0").before(true, LAUNCHER))
        .isEmpty();
  }

  @Test
  void aStatusThatSaysNothingGivesNothing() {
    assertThat(Privileges.parse(List.of("CapEff:\tzz")))
        .isEqualTo(new Privileges(false, false, false));
  }
}
