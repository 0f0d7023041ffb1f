package org.brood.node.control;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brood.cluster.trust.Authority;
import org.brood.cluster.trust.Identity;
import org.brood.cluster.trust.TokenBook;
import org.brood.node.host.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brood token`: makes a token to join with.
@Command(
    name = "token",
    description = "Makes a token with which hosts join.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  brood token --uses 10 --ttl 1d"})
final class TokenCommand implements Callable<Integer> {
  private static final Pattern LIFE = Pattern.compile("(\\d{1,6})([smhd])");

  @Mixin private Manager manager = new Manager();

  @Option(
      names = "--uses",
      paramLabel = "N",
      description = "How many hosts may join with it: 1 if not said.")
  private int uses = 1;

  @Option(
      names = "--ttl",
      paramLabel = "T",
      description = "How long it is good: 90s, 10m, 1h (if not said), 7d.")
  private String life = "1h";

  @Option(
      names = "--admin",
      description = "For a host that plays no part but may change the cluster.")
  private boolean admin;

  @Override
  public Integer call() {
    Matcher parts = LIFE.matcher(life);
    if (!parts.matches() || uses < 1) {
      System.err.println(
          "brood: --uses needs a number from 1 on, --ttl a time such as 90s, 10m, 1h or 7d");
      return 2;
    }
    long number = Long.parseLong(parts.group(1));
    Duration duration =
        switch (parts.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    Identity.Kind kind = admin ? Identity.Kind.ADMIN : Identity.Kind.NODE;
    try {
      System.out.println(create(duration, kind));
      return 0;
    } catch (IOException e) {
      System.err.println("brood: " + e.getMessage());
      return 1;
    }
  }

  /// On a manager's host by its own books, else by asking the manager.
  private String create(Duration duration, Identity.Kind kind) throws IOException {
    StateFolder state = manager.state();
    if (Authority.exists(state.authority())) {
      return new TokenBook(state.tokens())
          .create(
              Authority.read(state.authority()).fingerprint(),
              uses,
              duration,
              kind,
              Instant.ofEpochMilli(InstantSource.system().millis()))
          .text();
    }
    return manager.ask(
        List.of("token", Integer.toString(uses), Long.toString(duration.toSeconds()), kind.name()));
  }
}
