package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.brood.testkit.Dialogue;
import org.junit.jupiter.api.Test;

/// Movement by ssh and guesses: what must be told, and what must not.
class LoginBehaviorTest extends BehaviorStage {
  private static final String MOVEMENT = "SSHMovement::Lateral_Movement";

  // ---- movement by ssh

  private static BehaviorTraffic mover() {
    return new BehaviorTraffic()
        .login(10, "10.1.0.1", "10.1.0.2")
        .login(200, "10.1.0.2", "10.1.0.3")
        .login(900, "10.1.0.3", "10.1.0.4");
  }

  @Test
  void somebodyWhoGoesOnFromHostToHostIsToldWithEachStep() throws IOException {
    BehaviorRun run = run(mover());

    assertThat(run.notices("note")).containsExactly(MOVEMENT, MOVEMENT);
    List<String> logins = run.uids(c -> "22".equals(c.get("id.resp_p")));
    assertThat(logins).hasSize(3);
    assertThat(run.chain(0)).isEqualTo(logins.subList(0, 2));
    assertThat(run.chain(1)).isEqualTo(logins);
    assertThat(run.notices("src")).containsExactly("10.1.0.1", "10.1.0.1");
    assertThat(run.notices("dst")).containsExactly("10.1.0.3", "10.1.0.4");
    assertThat(run.notices("n")).containsExactly("2", "3");
    assertThat(run.notices("msg").get(1))
        .startsWith("Somebody logs in by ssh from 10.1.0.1 to 10.1.0.2 at ")
        .endsWith(": 3 logins in 14m50s, 3 of them between hosts that never did this before");
  }

  @Test
  void oneHostThatLogsInToManyDoesNotMove() throws IOException {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 2; i < 12; i++) {
      traffic.login(i * 60, "10.1.0.1", "10.1.0." + i);
    }

    assertThat(run(traffic).notices()).isEmpty();
  }

  @Test
  void aLoginThatWasThereBeforeTheOtherHostWasEnteredIsNoMove() throws IOException {
    BehaviorRun run =
        run(
            new BehaviorTraffic()
                .login(10, "10.1.0.2", "10.1.0.3")
                .login(200, "10.1.0.1", "10.1.0.2"));

    assertThat(run.notices()).isEmpty();
  }

  @Test
  void aFailedLoginIsNoMove() throws IOException {
    BehaviorRun run =
        run(
            new BehaviorTraffic()
                .login(10, "10.1.0.1", "10.1.0.2")
                .failedLogin(200, "10.1.0.2", "10.1.0.3"));

    assertThat(run.notices()).isEmpty();
  }

  @Test
  void loginsThatAreFarApartDoNotBelongTogether() throws IOException {
    BehaviorRun run =
        run(
            new BehaviorTraffic()
                .login(10, "10.1.0.1", "10.1.0.2")
                .login(9 * 3600, "10.1.0.2", "10.1.0.3"));

    assertThat(run.notices()).isEmpty();
  }

  @Test
  void pairsThatAreKnownWeighLess() throws IOException {
    // The second day does what the first did; only the last login of it is new.
    BehaviorTraffic traffic = new BehaviorTraffic();
    traffic.login(10, "10.1.0.2", "10.1.0.3").login(20_000, "10.1.0.1", "10.1.0.2");
    traffic.login(86_410, "10.1.0.1", "10.1.0.2").login(86_500, "10.1.0.2", "10.1.0.3");
    traffic.login(86_600, "10.1.0.3", "10.1.0.4");

    assertThat(run(traffic).notices()).isEmpty();
  }

  @Test
  void whoAdministersMayGoOn() throws IOException {
    BehaviorRun run =
        run(
            """
            redef SSHMovement::admin_hosts += { 10.1.0.2 };
            redef SSHMovement::admin_nets += { 10.1.0.1/32 };
            """,
            mover());

    assertThat(run.notices()).isEmpty();
  }

  private static BehaviorTraffic visitor() {
    return new BehaviorTraffic()
        .login(10, "23.4.5.1", "10.1.0.2")
        .login(200, "10.1.0.2", "10.1.0.3");
  }

  @Test
  void whoComesFromOutsideIsNotCounted() throws IOException {
    assertThat(run(visitor()).notices()).isEmpty();
  }

  @Test
  void whoComesFromOutsideIsCountedIfAskedFor() throws IOException {
    BehaviorRun run = run("redef SSHMovement::local_only = F;", visitor());

    assertThat(run.notices("src")).containsExactly("23.4.5.1");
  }

  @Test
  void nothingIsToldWhileItLearns() throws IOException {
    BehaviorRun run = run("redef SSHMovement::learn_for = 500secs;", mover());

    assertThat(run.notices("n")).containsExactly("3");
  }

  /// Each worker prints its name for each login that it sees.
  private static final String SAY_WHERE =
      "event ssh_auth_result(c: connection, result: bool, n: count) { print Cluster::node; }";

  @Test
  void moverIsFoundWhenWorkersSeeDifferentLogins() throws IOException {
    BehaviorRun run = spread(SAY_WHERE, mover(), 3);

    assertThat(run.output().lines().distinct()).hasSizeGreaterThan(1);
    assertThat(run.notices("note")).containsExactly(MOVEMENT, MOVEMENT);
    assertThat(run.notices("peer_descr")).containsOnly("manager");
    assertThat(run.chain(1)).isEqualTo(run.uids(c -> "22".equals(c.get("id.resp_p"))));
  }

  // ---- guessing

  private static BehaviorTraffic guesser(int failures) {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < failures; i++) {
      traffic.failedLogin(i * 10, "10.1.0.9", "10.1.2.1");
    }
    return traffic;
  }

  @Test
  void manyLoginsThatFailAreGuesses() throws IOException {
    BehaviorRun run = run(guesser(20));

    assertThat(run.notices("note")).containsExactly("Guessing::Password_Guessing");
    assertThat(run.chain(0)).isEqualTo(run.uids(c -> true));
    assertThat(run.notices("msg").getFirst())
        .startsWith("10.1.0.9 guesses passwords (ssh): 20 failures with 10.1.2.1 in 3m10s");
  }

  @Test
  void oneGuessLessIsNotTold() throws IOException {
    assertThat(run(guesser(19)).notices()).isEmpty();
  }

  @Test
  void whoIsLetInAfterGuessesIsTold() throws IOException {
    BehaviorRun run = run(guesser(12).login(200, "10.1.0.9", "10.1.2.1"));

    assertThat(run.notices("note")).containsExactly("Guessing::Login_After_Guessing");
    assertThat(run.chain(0)).isEqualTo(run.uids(c -> true));
    assertThat(run.notices("msg"))
        .containsExactly(
            "10.1.0.9 was let in by 10.1.2.1 (ssh) after 12 failures with 10.1.2.1 in 1m50s");
  }

  @Test
  void whoForgotAPasswordIsNotTold() throws IOException {
    assertThat(run(guesser(5).login(200, "10.1.0.9", "10.1.2.1")).notices()).isEmpty();
  }

  @Test
  void guessesOverOtherProtocolsCountEach() throws IOException {
    Dialogue ftp = new Dialogue().server("220 Files");
    Dialogue mail = new Dialogue().server("220 mail").client("EHLO me").server("250 AUTH PLAIN");
    Dialogue box = new Dialogue().server("+OK ready");
    Dialogue web = new Dialogue();
    for (int i = 0; i < 20; i++) {
      ftp.client("USER joe").server("331 Password").client("PASS p" + i).server("530 Wrong");
      mail.client("AUTH PLAIN AGpvZQBwYXNz").server("535 5.7.8 Wrong");
      box.client("USER joe").server("+OK").client("PASS p" + i).server("-ERR wrong");
      web.client("GET /admin HTTP/1.1", "Host: h", "Authorization: Basic am9lOnBhc3M=", "")
          .server("HTTP/1.1 401 Unauthorized", "Content-Length: 0", "");
    }
    web.client("GET /admin HTTP/1.1", "Host: h", "Authorization: Basic am9lOnBhc3M=", "")
        .server("HTTP/1.1 200 OK", "Content-Length: 0", "");

    BehaviorRun run =
        run(
            new BehaviorTraffic()
                .talk(0, "10.1.0.1", "10.1.2.1", 21, ftp)
                .talk(100, "10.1.0.2", "10.1.2.1", 25, mail)
                .talk(200, "10.1.0.3", "10.1.2.1", 110, box)
                .talk(300, "10.1.0.4", "10.1.2.1", 80, web));

    assertThat(run.notices("msg").stream().map(m -> m.substring(0, m.indexOf(')') + 1)))
        .containsExactly(
            "10.1.0.1 guesses passwords (ftp)",
            "10.1.0.2 guesses passwords (smtp)",
            "10.1.0.3 guesses passwords (pop3)",
            "10.1.0.4 guesses passwords (http)",
            "10.1.0.4 was let in by 10.1.2.1 (http)");
    assertThat(run.notices("uid")).isEqualTo(run.notices("sub"));
  }

  @Test
  void guessesAreFoundWhereEachWorkerSeesAPartOfThem() throws IOException {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 24; i++) {
      traffic.failedLogin(i * 5, "10.1.0.9", "10.1.2." + (1 + i % 8));
    }
    traffic.login(200, "10.1.0.9", "10.1.2.3");

    BehaviorRun run = spread(SAY_WHERE, traffic, 3);

    assertThat(run.output().lines().distinct()).hasSizeGreaterThan(1);
    assertThat(run.notices("note"))
        .containsExactly("Guessing::Password_Guessing", "Guessing::Login_After_Guessing");
    assertThat(run.notices("peer_descr")).containsOnly("proxy-1");
    List<String> uids = run.uids(c -> true);
    assertThat(run.chain(1)).hasSizeGreaterThan(20).last().isEqualTo(uids.getLast());
    assertThat(uids).containsSubsequence(run.chain(1));
  }
}
