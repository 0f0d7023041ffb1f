package org.brood.node.host;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.brood.cluster.HostMessage;
import org.brood.cluster.Layout;
import org.brood.cluster.Membership;
import org.brood.cluster.trust.Authority;
import org.brood.cluster.trust.Identity;
import org.brood.cluster.trust.StateFiles;
import org.brood.cluster.trust.TokenBook;
import org.brood.node.config.ConfigException;
import org.brood.node.config.HostPort;
import org.brood.node.config.HostSettings;
import org.brood.node.config.IntelFeeds;
import org.brood.node.intel.IntelKeeper;
import org.jspecify.annotations.Nullable;

/// What only a manager has: the desk where it decides, the door where others come in, and what
/// nodes of its own machine find without a word.
final class ManagerSide implements AutoCloseable, ManagerDesk.Out {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration SHARED_LIFE = Duration.ofHours(1);
  private static final int SHARED_USES = 1000;

  private final Surroundings own;
  private final HostSettings settings;
  private final HostMember member;
  private final PrintStream err;
  private final ManagerDesk desk;
  private final Authority authority;
  private final TokenBook tokens;
  private final ControlDesk control;
  private final IntelKeeper feeds;
  private @Nullable ControlServer server;
  private Instant sharedUntil = Instant.MIN;

  ManagerSide(Surroundings own, HostMember member) throws IOException {
    this.own = own;
    settings = own.settings();
    err = own.err();
    this.member = member;
    StateFolder state = own.state();
    desk =
        new ManagerDesk(
            member.id(),
            state,
            settings.site(),
            settings.intelFeeds().map(file -> Map.of(IntelFeeds.FILE, file)).orElse(Map.of()),
            settings.proxies(),
            err,
            own.clock(),
            this);
    feeds = new IntelKeeper(state.intel(), own.meters(), err, own.clock());
    authority = Authority.read(state.authority());
    tokens = new TokenBook(state.tokens());
    control =
        new ControlDesk(
            desk,
            authority,
            tokens,
            member.revocations(),
            EngineSet.ownPorts(settings),
            own.clock());
  }

  /// Makes the authority if there is none, and a certificate for this host if it has none for long.
  static void certify(Surroundings own, String id) throws IOException {
    StateFolder state = own.state();
    Instant now = Instant.ofEpochMilli(own.clock().millis());
    Authority authority =
        Authority.exists(state.authority())
            ? Authority.read(state.authority())
            : Authority.create(state.authority(), now);
    if (!Identity.exists(state.identity()) || Identity.read(state.identity()).wantsRenewal(now)) {
      authority.identity(id, Identity.Kind.MANAGER, now).write(state.identity());
    }
  }

  ManagerDesk desk() {
    return desk;
  }

  private String where() {
    return new HostPort(member.address().getHostAddress(), settings.port()).toString();
  }

  private ManagerApi.Members members() throws IOException {
    Optional<Membership.Known> known = member.membership().known();
    return new ManagerApi.Members(
        known.map(Membership.Known::seeds).orElse(List.of()),
        known.map(Membership.Known::incarnation).orElse(""),
        known.map(one -> List.copyOf(one.members())).orElse(List.of()),
        List.of(where()),
        List.copyOf(member.revocations().ids()));
  }

  void start() throws IOException {
    server =
        ControlServer.open(
            settings.port(),
            member.tls(),
            authority,
            tokens,
            desk,
            control,
            this::members,
            err,
            own.clock());
    member.client().remember(List.of(new HostPort("127.0.0.1", settings.port()).toString()));
    err.println("manager at " + where() + ", waiting for hosts");
    Thread.ofVirtual().name("first-deploy").start(this::deployFirst);
  }

  /// The site as it stands is put into force if nothing is yet, and tried again until something is:
  /// a host may have been too busy to answer, or somebody mends the folder.
  private void deployFirst() {
    Duration pause = HostLimits.FIRST_DEPLOY_PAUSE;
    String said = "";
    try {
      while (desk.hosts().isEmpty()) {
        if (own.stop().await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      while (desk.layout().bundle().isEmpty()) {
        String result = tryDeploy();
        if (!result.equals(said)) {
          said = result;
          err.println(result);
        }
        if (own.stop().await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        Duration doubled = pause.multipliedBy(2);
        pause =
            doubled.compareTo(HostLimits.LONGEST_DEPLOY_PAUSE) > 0
                ? HostLimits.LONGEST_DEPLOY_PAUSE
                : doubled;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return what to say of it
  private String tryDeploy() {
    try {
      ManagerDesk.Verdict verdict = desk.deploy();
      List<String> lines = new ArrayList<>(verdict.warnings());
      verdict.errors().forEach((host, text) -> lines.add(host + ": " + text));
      lines.add(
          verdict.ok()
              ? "configuration " + verdict.bundle().substring(0, 12) + " is in force"
              : "nothing is in force: mend the site folder, then deploy");
      return String.join("\n", lines);
    } catch (IOException e) {
      return "nothing is in force: " + ManagerClient.reason(e);
    }
  }

  /// Looks after the feeds of a configuration that comes into force.
  void keepFeeds(Layout next) throws IOException {
    if (next.bundle().isEmpty()) {
      return;
    }
    try {
      IntelFeeds wanted = IntelFeeds.ofSite(desk.bundles().folder(next.bundle()));
      if (!wanted.feeds().isEmpty() && !feeds.open()) {
        err.println(own.state().intel() + ": another process has it");
        return;
      }
      feeds.keep(wanted);
    } catch (ConfigException e) {
      err.println(e.getMessage()); // it was checked before it came into force
    }
  }

  /// Gives up on hosts that stay away, and keeps a good token in the folder that nodes of this
  /// machine share.
  void tick() throws IOException {
    desk.tick();
    if (settings.share().isEmpty()) {
      return;
    }
    Instant now = Instant.ofEpochMilli(own.clock().millis());
    if (now.isAfter(sharedUntil)) {
      Path folder = settings.share().get();
      Files.createDirectories(folder);
      StateFiles.write(
          folder.resolve(Joining.TOKEN_FILE),
          control.token(SHARED_USES, SHARED_LIFE, Identity.Kind.NODE) + "\n");
      StateFiles.write(folder.resolve(Joining.MANAGER_FILE), where() + "\n");
      sharedUntil = now.plus(SHARED_LIFE.dividedBy(2));
    }
  }

  @Override
  public void tell(String hostId, HostMessage message) {
    member.membership().tell(hostId, message);
  }

  @Override
  public void tellOthers(HostMessage message) {
    member.membership().tellOthers(message);
  }

  @Override
  public void expel(String hostId) {
    member.membership().expel(hostId);
  }

  @Override
  public void inForce(Layout next) {
    member.play(next);
  }

  @Override
  public void close() {
    feeds.close();
    ControlServer open = server;
    if (open != null) {
      open.close();
    }
  }
}
