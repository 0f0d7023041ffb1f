package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Dns;
import org.brood.testkit.Packets;
import org.brood.testkit.Ssh;
import org.junit.jupiter.api.Test;

/// Scans, beacons, tunnels, new services and odd ports: what must be told, and what must not.
class TrafficBehaviorTest extends BehaviorStage {
  // ---- scans

  private static BehaviorTraffic addresses(int hosts, double apart) {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < hosts; i++) {
      traffic.unanswered(i * apart, "23.4.5.66", "10.1.2." + (i + 1), 445);
    }
    return traffic;
  }

  private static BehaviorTraffic ports(int ports, double apart) {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < ports; i++) {
      traffic.refused(i * apart, "10.1.0.66", "10.1.2.1", 1_000 + i);
    }
    return traffic;
  }

  @Test
  void onePortOfManyHostsIsAScan() throws IOException {
    BehaviorRun run = run(addresses(25, 2));

    assertThat(run.notices("note")).containsExactly("Scanning::Address_Scan");
    assertThat(run.notices("src")).containsExactly("23.4.5.66");
    assertThat(run.notices("p")).containsExactly("445");
    List<String> uids = run.uids(c -> true);
    assertThat(run.chain(0)).isEqualTo(uids);
    assertThat(run.notices("msg"))
        .containsExactly(
            "23.4.5.66 tried port 445/tcp of 25 hosts in 0m48s, and all refused or did not answer");
  }

  @Test
  void oneHostLessIsNoScan() throws IOException {
    assertThat(run(addresses(24, 2)).notices()).isEmpty();
  }

  @Test
  void manyPortsOfOneHostAreAScan() throws IOException {
    BehaviorRun run = run(ports(20, 0.1));

    assertThat(run.notices("note")).containsExactly("Scanning::Port_Scan");
    assertThat(run.notices("dst")).containsExactly("10.1.2.1");
    assertThat(run.chain(0)).isEqualTo(run.uids(c -> true));
  }

  @Test
  void onePortLessIsNoScan() throws IOException {
    assertThat(run(ports(19, 0.1)).notices()).isEmpty();
  }

  @Test
  void browserWhoseLineIsDownDoesNotScan() throws IOException {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 99; i++) {
      traffic.unanswered(i, "10.1.0.1", "23.4.5." + i, 443);
    }

    assertThat(run(traffic).notices()).isEmpty();
  }

  @Test
  void hostOfTheSiteThatTriesAHundredOutsideScans() throws IOException {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 100; i++) {
      traffic.unanswered(i, "10.1.0.1", "23.4.5." + i, 443);
    }

    BehaviorRun run = run(traffic);

    assertThat(run.notices("note")).containsExactly("Scanning::Address_Scan");
    List<String> uids = run.uids(c -> true);
    assertThat(run.chain(0).subList(0, 16)).isEqualTo(uids.subList(0, 16));
    assertThat(run.chain(0).get(16)).isEqualTo("...");
    assertThat(run.chain(0).subList(17, 33)).isEqualTo(uids.subList(84, 100));
  }

  @Test
  void slowScansAreTold() throws IOException {
    assertThat(run(addresses(100, 1_400)).notices("note"))
        .containsExactly("Scanning::Slow_Address_Scan");
  }

  @Test
  void slowScanOfPortsIsTold() throws IOException {
    assertThat(run(ports(60, 900)).notices("note")).containsExactly("Scanning::Slow_Port_Scan");
  }

  @Test
  void whatIsSlowerThanThatIsNot() throws IOException {
    assertThat(run(addresses(100, 1_500)).notices()).isEmpty();
  }

  @Test
  void whoTriesTheSameAgainAndAgainDoesNotScan() throws IOException {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 300; i++) {
      traffic.refused(i, "10.1.0.1", "10.1.0." + (2 + i % 5), 8_080 + i % 4);
    }

    assertThat(run(traffic).notices()).isEmpty();
  }

  @Test
  void whoIsAnsweredDoesNotScan() throws IOException {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 100; i++) {
      traffic.tcp(i, "10.1.0.1", "10.1.2." + (i + 1), 443).handshake().close(true).close(false);
    }

    assertThat(run(traffic).notices()).isEmpty();
  }

  @Test
  void repliesThatTheCaptureDoesNotHaveAreNoFailures() throws IOException {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 100; i++) {
      traffic
          .tcp(i, "10.1.0.1", "10.1.2." + (i + 1), 443)
          .packet(true, Packets.SYN, 100, 0)
          .packet(true, Packets.ACK, 101, 500);
    }

    assertThat(run(traffic).notices()).isEmpty();
  }

  @Test
  void scanIsFoundWhereEachWorkerSeesAPartOfIt() throws IOException {
    BehaviorRun run =
        spread(
            "event connection_state_remove(c: connection) { print Cluster::node; }",
            addresses(60, 2),
            3);

    assertThat(run.output().lines().distinct()).hasSize(3);
    assertThat(run.notices("note")).containsExactly("Scanning::Address_Scan");
    assertThat(run.notices("peer_descr")).containsOnly("proxy-1");
    assertThat(run.uids(c -> true)).hasSize(60).containsAll(run.chain(0).subList(0, 16));
  }

  @Test
  void workersTellOfAScanInFewMessages() throws IOException {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 4_000; i++) {
      String host = "10.1.%d.%d".formatted(i / 250, i % 250);
      traffic.refused(i * 0.002, "10.1.0.66", host, 445);
    }

    BehaviorRun run =
        spread(
            """
            global messages = 0;
            event Scanning::probes(src: addr, seen: Scanning::Probes) { ++messages; }
            event zeek_done()
              {
              if ( messages > 0 )
                print messages < 60;
              }
            """,
            traffic,
            2);

    assertThat(run.output()).isEqualTo("T\n");
    assertThat(run.notices("note")).containsExactly("Scanning::Address_Scan");
  }

  @Test
  void scriptsFindTheChainInTheNotice() throws IOException {
    BehaviorRun run =
        run(
            "hook Notice::policy(n: Notice::Info) { print join_string_vec(n$chain, \",\"); }",
            ports(20, 0.1));

    assertThat(run.output().strip()).isEqualTo(run.notices("sub").getFirst());
  }

  // ---- beacons

  /// Calls from inside to outside.
  private static BehaviorTraffic calls(int count, double apart, double jitter, int bytes) {
    Random random = new Random(3);
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < count; i++) {
      byte[] order = new byte[Math.max(1, bytes + random.nextInt(20))];
      traffic.talk(
          i * apart + random.nextDouble() * jitter,
          "10.1.0.7",
          "23.4.5.6",
          4444,
          new Dialogue().client(order).server("ok"));
    }
    return traffic;
  }

  @Test
  void whoCallsRegularlyIsTold() throws IOException {
    BehaviorRun run = run(calls(31, 100, 5, 300));

    assertThat(run.notices("note")).containsExactly("Beacon::Regular_Contacts");
    assertThat(run.chain(0)).isEqualTo(run.uids(c -> true).subList(0, 20));
    assertThat(run.notices("msg").getFirst())
        .matches(
            "10\\.1\\.0\\.7 calls 23\\.4\\.5\\.6 on port 4444/tcp every \\d+ seconds with about"
                + " \\d+ bytes: 20 times in 3[12]m\\d+s");
  }

  @Test
  void whoCallsByChanceIsNot() throws IOException {
    assertThat(run(calls(60, 100, 90, 300)).notices()).isEmpty();
  }

  @Test
  void whoCallsSeldomIsNot() throws IOException {
    assertThat(run(calls(19, 100, 5, 300)).notices()).isEmpty();
  }

  @Test
  void whatManyHostsCallIsAService() throws IOException {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 30; i++) {
      for (int host = 1; host <= 12; host++) {
        traffic.talk(
            i * 100 + host,
            "10.1.0." + host,
            "23.4.5.6",
            4444,
            new Dialogue().client("hello").server("ok"));
      }
    }

    assertThat(run(traffic).notices()).isEmpty();
  }

  @Test
  void callsWithinTheSiteAreNotTold() throws IOException {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 30; i++) {
      traffic.talk(
          i * 100, "10.1.0.7", "10.9.0.1", 4444, new Dialogue().client("hello").server("ok"));
    }

    assertThat(run(traffic).notices()).isEmpty();
  }

  @Test
  void callsAreFoundInACluster() throws IOException {
    BehaviorRun run = spread(calls(40, 100, 5, 300), 2);

    assertThat(run.notices("note")).containsExactly("Beacon::Regular_Contacts");
    assertThat(run.uids(c -> true)).containsSubsequence(run.chain(0));
  }

  // ---- DNS tunnels

  private static BehaviorTraffic names(int count, String domain, String letters, int length) {
    Random random = new Random(5);
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < count; i++) {
      StringBuilder name = new StringBuilder();
      for (int at = 0; at < length; at++) {
        name.append(letters.charAt(random.nextInt(letters.length())));
      }
      name.append('.').append(domain);
      traffic.datagrams(
          i,
          "10.1.0.8",
          "10.1.0.53",
          53,
          Dns.query(i, name.toString(), Dns.A),
          Dns.reply(i, name.toString(), Dns.A, 60, (byte) 1, (byte) 2, (byte) 3, (byte) 4));
    }
    return traffic;
  }

  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  @Test
  void manyLongNamesByChanceAreATunnel() throws IOException {
    BehaviorRun run = run(names(110, "evil.co.uk", BASE32, 50));

    assertThat(run.notices("note")).containsExactly("DNSTunnel::Tunnel");
    assertThat(run.notices("msg").getFirst())
        .startsWith("10.1.0.8 seems to send data in names of evil.co.uk: 100 different ones in");
    List<String> uids = run.uids(c -> true);
    assertThat(run.chain(0).subList(0, 16)).isEqualTo(uids.subList(0, 16));
    assertThat(run.chain(0).getLast()).isEqualTo(uids.get(99));
  }

  @Test
  void shortNamesAreNoTunnel() throws IOException {
    assertThat(run(names(300, "example.com", BASE32, 20)).notices()).isEmpty();
  }

  @Test
  void longNamesOfFewLettersAreNoTunnel() throws IOException {
    assertThat(run(names(150, "example.com", "abcd", 50)).notices()).isEmpty();
  }

  @Test
  void addressesOfHostsAreNoTunnel() throws IOException {
    assertThat(run(names(150, "0.0.2.ip6.arpa", BASE32, 50)).notices()).isEmpty();
  }

  @Test
  void tunnelIsFoundInACluster() throws IOException {
    BehaviorRun run = spread(names(130, "evil.example", BASE32, 50), 2);

    assertThat(run.notices("note")).containsExactly("DNSTunnel::Tunnel");
    assertThat(run.notices("peer_descr")).containsOnly("proxy-1");
  }

  // ---- new services

  private static final String LEARN = "redef NewService::learn_for = 10mins;\n";

  private static Dialogue page() {
    return new Dialogue()
        .client("GET / HTTP/1.1", "Host: h", "")
        .server("HTTP/1.1 200 OK", "Content-Length: 0", "");
  }

  private static BehaviorTraffic services() {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 12; i++) {
      traffic.talk(i * 65, "10.1.0.1", "10.1.2.1", 80, page());
    }
    return traffic.talk(
        800, "10.1.0.1", "10.1.2.1", 31_337, new Dialogue().client("hi").server("hello"));
  }

  @Test
  void serviceThatWasNotThereIsTold() throws IOException {
    BehaviorRun run = run(LEARN, services());

    assertThat(run.notices("note")).containsExactly("NewService::New_Listener");
    assertThat(run.notices("p")).containsExactly("31337");
    assertThat(run.chain(0)).isEqualTo(run.uids(c -> "31337".equals(c.get("id.resp_p"))));
  }

  @Test
  void nothingIsNewWhileItLearns() throws IOException {
    assertThat(run(services()).notices()).isEmpty();
  }

  @Test
  void timeThatNobodyWatchedIsNotLearned() throws IOException {
    BehaviorTraffic traffic =
        new BehaviorTraffic()
            .talk(0, "10.1.0.1", "10.1.2.1", 80, page())
            .talk(7_000, "10.1.0.1", "10.1.2.1", 31_337, new Dialogue().client("a").server("b"));

    assertThat(run(LEARN, traffic).notices()).isEmpty();
  }

  @Test
  void declaredServicesAreNotNew() throws IOException {
    String known = "redef NewService::known += { [10.1.2.1, 31337/tcp] };\n";

    assertThat(run(LEARN + known, services()).notices()).isEmpty();
  }

  @Test
  void portsTakenByChanceAreNoServices() throws IOException {
    BehaviorTraffic traffic =
        services()
            .talk(900, "10.1.0.1", "10.1.2.1", 45_000, new Dialogue().client("a").server("b"));

    assertThat(run(LEARN, traffic).notices("p")).containsExactly("31337");
  }

  // ---- protocols on ports of others

  @Test
  void protocolOnThePortOfAnotherIsTold() throws IOException {
    BehaviorRun run =
        run(
            new BehaviorTraffic()
                .talk(0, "10.1.0.1", "23.4.5.6", 443, Ssh.login(new Random(1), 0, true))
                .talk(10, "10.1.0.1", "23.4.5.6", 22, page()));

    assertThat(run.notices("msg"))
        .containsExactly(
            "10.1.0.1 and 23.4.5.6 speak SSH on port 443/tcp, which belongs to SSL",
            "10.1.0.1 and 23.4.5.6 speak HTTP on port 22/tcp, which belongs to SSH");
    assertThat(run.notices("sub")).isEqualTo(run.uids(c -> true));
  }

  @Test
  void portsOfNobodyAndPortsOfItsOwnAreNotTold() throws IOException {
    BehaviorRun run =
        run(
            new BehaviorTraffic()
                .talk(0, "10.1.0.1", "23.4.5.6", 2222, Ssh.login(new Random(1), 0, true))
                .talk(10, "10.1.0.1", "23.4.5.6", 8080, page())
                .talk(20, "10.1.0.1", "23.4.5.6", 8765, page()));

    assertThat(run.notices()).isEmpty();
  }

  @Test
  void protocolThatHasToBeAtHomeIsToldElsewhere() throws IOException {
    BehaviorRun run =
        run(
            "redef OddPort::home_only += { \"SSH\" };",
            new BehaviorTraffic()
                .talk(0, "10.1.0.1", "23.4.5.6", 2222, Ssh.login(new Random(1), 0, true))
                .talk(10, "10.1.0.1", "23.4.5.6", 22, Ssh.login(new Random(1), 0, true)));

    assertThat(run.notices("msg"))
        .containsExactly("10.1.0.1 and 23.4.5.6 speak SSH on port 2222/tcp, which is not its own");
  }

  // ---- bounds

  private static final String COUNT =
      """
      event zeek_done()
        {
        for ( _, m in Telemetry::collect_metrics("brood", "behavior*") )
          if ( m$value > 0.0 )
            print m$opts$name, m$label_values[0], m$value;
        }
      """;

  @Test
  void floodOfPairsFillsNoTable() throws IOException {
    Random random = new Random(12);
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 10_000; i++) {
      String inside = "10.%d.%d.9".formatted(random.nextInt(256), random.nextInt(256));
      String outside = "30.%d.%d.9".formatted(random.nextInt(256), random.nextInt(256));
      traffic.datagrams(i * 0.01, inside, outside, 4444, new byte[] {1}, new byte[] {2});
    }

    BehaviorRun run = run("redef Beacon::max_newcomers = 100;" + COUNT, traffic);

    assertThat(run.output())
        .isEqualTo(
            """
            brood_behavior_dropped_total, beacon, 9900.0
            brood_behavior_entries, beacon, 100.0
            """);
  }

  @Test
  void floodOfClientsWithLongNamesFillsNoTable() throws IOException {
    Random random = new Random(13);
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 5_000; i++) {
      String client = "10.%d.%d.9".formatted(random.nextInt(256), random.nextInt(256));
      String name = "a".repeat(30) + ".domain" + i + ".example";
      byte[] answer = Dns.reply(i, name, Dns.A, 60, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
      traffic.datagrams(i * 0.01, client, "10.1.0.53", 53, Dns.query(i, name, Dns.A), answer);
    }

    BehaviorRun run = run("redef DNSTunnel::max_newcomers = 100;" + COUNT, traffic);

    assertThat(run.output())
        .isEqualTo(
            """
            brood_behavior_dropped_total, dns-tunnel, 4900.0
            brood_behavior_entries, dns-tunnel, 100.0
            brood_behavior_entries, new-service, 1.0
            """);
  }

  @Test
  void loginsOfManyHostsFillNoTable() throws IOException {
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 50; i++) {
      traffic.login(i, "10.1.0." + i, "10.1.1." + i);
    }

    BehaviorRun run =
        run(
            "redef SSHMovement::max_hosts = 10; redef SSHMovement::max_pairs = 20;" + COUNT,
            traffic);

    assertThat(run.output())
        .contains("brood_behavior_dropped_total, ssh-movement, 70.0\n")
        .contains("brood_behavior_entries, ssh-movement, 30.0\n");
  }

  @Test
  void floodOfSourcesFillsNoTableAndHidesNoScanner() throws IOException {
    Random random = new Random(11);
    BehaviorTraffic traffic = new BehaviorTraffic();
    for (int i = 0; i < 30_000; i++) {
      String source = "%d.%d.%d.9".formatted(20 + i % 80, random.nextInt(256), random.nextInt(256));
      traffic.unanswered(i * 0.01, source, "10.1.2." + random.nextInt(256), 80);
      if (i % 300 == 0) {
        traffic.unanswered(i * 0.01, "23.9.9.9", "10.1.3." + i / 300, 22);
      }
    }

    BehaviorRun run =
        run(
            """
            module Scanning;
            redef max_newcomers = 1000;
            redef max_scanners = 20;
            global most = 0;
            event connection_state_remove(c: connection) &priority=-10
              {
              most = |newcomers| > most ? |newcomers| : most;
              }
            event zeek_done()
              {
              print most, |suspects| <= 20;
              for ( _, m in Telemetry::collect_metrics("brood", "behavior_dropped") )
                print m$label_values, m$value > 28000.0;
              }
            """,
            traffic);

    assertThat(run.output()).isEqualTo("1000, T\n[scanning], T\n");
    assertThat(run.notices("src")).containsExactly("23.9.9.9");
  }
}
