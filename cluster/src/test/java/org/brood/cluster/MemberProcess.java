package org.brood.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.brood.link.NodeType;

/// One host of [MembershipScenarioTest] as a process: it tells what it hears, a line each, and goes
/// on until it is killed or its input ends.
final class MemberProcess {
  private static final String MANAGER = "manager";
  private static final long LOOK_MILLIS = 100;

  private MemberProcess() {}

  /// Arguments: id, `manager` or `host`, port, folder of certificates.
  public static void main(String[] args) throws Exception {
    String id = args[0];
    boolean manager = args[1].equals(MANAGER);
    Path folder = Path.of(args[3]);
    Path known = folder.resolve("known");
    try (Membership membership =
        new Membership(
            new Membership.Settings(
                "127.0.0.1",
                () -> Integer.parseInt(args[2]),
                manager,
                folder.resolve(id),
                folder.resolve("revoked")),
            new HostFacts(
                id, id, "127.0.0.1", Set.of(NodeType.WORKER), false, List.of(), 2, 0, 0, "test"),
            () -> find(known),
            new Teller())) {
      membership.start();
      if (manager) {
        Thread.ofPlatform().daemon().start(() -> publish(membership, known));
      }
      Thread.ofPlatform().daemon().start(() -> announce(membership));
      while (System.in.read() >= 0) {
        // Until the test is gone, or wants an end in order.
      }
    }
  }

  /// What an HTTPS server does for a real manager.
  private static void publish(Membership membership, Path known) {
    try {
      while (true) {
        Optional<Membership.Known> now = membership.known();
        if (now.isPresent()) {
          Path next = known.resolveSibling("known.next");
          Files.write(
              next,
              List.of(
                  Long.toString(ProcessHandle.current().pid()),
                  now.get().incarnation(),
                  now.get().seeds().getFirst(),
                  String.join(",", now.get().members())));
          Files.move(next, known, StandardCopyOption.REPLACE_EXISTING);
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void announce(Membership membership) {
    try {
      while (true) {
        Thread.sleep(1000);
        membership.announce();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Membership.Known> find(Path known) {
    try {
      List<String> lines = Files.readAllLines(known);
      return ProcessHandle.of(Long.parseLong(lines.get(0))).isPresent()
          ? Optional.of(
              new Membership.Known(
                  List.of(lines.get(2)), lines.get(1), Set.of(lines.get(3).split(",", -1))))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Says each thing as a line.
  private static final class Teller implements Membership.Listener {
    private static void tell(String line) {
      System.out.println(line);
      System.out.flush();
    }

    @Override
    public void host(HostFacts facts) {
      tell("host " + facts.id());
    }

    @Override
    public void left(String hostId) {
      tell("left " + hostId);
    }

    @Override
    public void reachable(String hostId, boolean reachable) {
      tell((reachable ? "reachable " : "unreachable ") + hostId);
    }

    @Override
    public void said(HostMessage message) {
      tell(message.toString());
    }

    @Override
    public void note(String text) {
      tell("note " + text);
    }
  }
}
