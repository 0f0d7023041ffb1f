package org.brood.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brood.cluster.trust.CertificateRequest;
import org.brood.cluster.trust.ClusterTls;
import org.brood.cluster.trust.Identity;
import org.brood.cluster.trust.Token;
import org.brood.node.config.HostPort;
import org.brood.node.config.HostSettings;

/// How a host without a certificate gets one: with a token, from a manager. Both are looked for in
/// the settings, in the state folder, where somebody may put them while the host waits, and in the
/// folder that it shares with a manager of the same machine.
final class Joining {
  /// Where a manager is, `HOST:PORT`, in an invitation.
  static final String MANAGER_FILE = "join";

  static final String TOKEN_FILE = "token";

  private final HostSettings settings;
  private final StateFolder state;
  private final String hostId;

  Joining(HostSettings settings, StateFolder state, String hostId) {
    this.settings = settings;
    this.state = state;
    this.hostId = hostId;
  }

  /// Where to go and with what.
  private record Invitation(List<HostPort> managers, Token token) {}

  /// Tries each invitation once.
  ///
  /// @return a sentence that says why it did not work, nothing if it did
  Optional<String> attempt() throws InterruptedException {
    List<Invitation> invitations = new ArrayList<>();
    String beside =
        "run `brood join --state %s --join HOST:PORT --token TOKEN` beside this process"
            .formatted(state.root());
    String missing =
        "waiting for a manager: start with --join HOST:PORT and --token-file FILE, or " + beside;
    try {
      if (!settings.join().isEmpty() && settings.tokenFile().isPresent()) {
        token(settings.tokenFile().get())
            .ifPresent(token -> invitations.add(new Invitation(settings.join(), token)));
        if (invitations.isEmpty()) {
          missing = settings.tokenFile().get() + ": holds no token";
        }
      } else if (!settings.join().isEmpty()) {
        missing =
            "waiting for a token: `brood token` on the manager makes one; give it with --token-file,"
                + " or "
                + beside;
      }
      invitation(state.invitation()).ifPresent(invitations::add);
      if (settings.share().isPresent()) {
        invitation(settings.share().get()).ifPresent(invitations::add);
      }
    } catch (IOException e) {
      return Optional.of(e.getMessage() + " cannot be read");
    }
    for (Invitation invitation : invitations) {
      for (HostPort manager : invitation.managers) {
        try {
          join(manager, invitation.token);
          return Optional.empty();
        } catch (IOException e) {
          missing = "cannot join at " + manager + ": " + ManagerClient.reason(e);
        }
      }
    }
    return Optional.of(missing);
  }

  private static Optional<Invitation> invitation(Path folder) throws IOException {
    Path manager = folder.resolve(MANAGER_FILE);
    Path token = folder.resolve(TOKEN_FILE);
    if (!Files.exists(manager) || !Files.exists(token)) {
      return Optional.empty();
    }
    List<HostPort> managers = new ArrayList<>();
    for (String one : Files.readString(manager).split("[,\\s]+", -1)) {
      HostPort.parse(one).ifPresent(managers::add);
    }
    return token(token).map(good -> new Invitation(managers, good));
  }

  private static Optional<Token> token(Path file) throws IOException {
    return Files.exists(file) ? Token.parse(Files.readString(file)) : Optional.empty();
  }

  private void join(HostPort manager, Token token) throws IOException, InterruptedException {
    CertificateRequest request = CertificateRequest.create(hostId);
    String answer =
        ManagerClient.send(
            ClusterTls.joining(token.fingerprint()),
            manager,
            ManagerApi.JOIN,
            Optional.of(
                Json.text(
                    new ManagerApi.Join(token.text(), hostId, settings.name(), request.pem()))));
    ManagerApi.Joined joined = Json.read(answer, ManagerApi.Joined.class);
    Identity identity = request.answered(joined.chain(), joined.root());
    identity.write(state.identity());
    ManagerClient.remember(List.of(manager.toString()), state.managers());
  }
}
