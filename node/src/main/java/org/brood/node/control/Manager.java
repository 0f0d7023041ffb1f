package org.brood.node.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.brood.cluster.trust.ClusterTls;
import org.brood.cluster.trust.Identity;
import org.brood.cluster.trust.Revocations;
import org.brood.node.host.Bundle;
import org.brood.node.host.ManagerApi;
import org.brood.node.host.ManagerClient;
import org.brood.node.host.StateFolder;
import picocli.CommandLine.Option;

/// The manager as commands reach it: with the certificate of this host's state folder.
final class Manager {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = {
        "The state folder whose certificate is shown; BROOD_STATE if not said,",
        "else /var/lib/brood or ~/.local/state/brood."
      })
  private Path folder = DefaultFolders.state(System.getenv());

  @Option(names = "--json", description = "Print JSON, for programs.")
  boolean json;

  /// Carries a command out.
  ///
  /// @throws IOException in one sentence, if it was not done
  String ask(List<String> arguments) throws IOException {
    try (ManagerClient client = client()) {
      ManagerApi.Said said = client.control(arguments);
      if (!said.ok()) {
        throw new IOException(said.text());
      }
      return said.text();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// A bundle of the cluster.
  Bundle bundle(String hash) throws IOException {
    try (ManagerClient client = client()) {
      return client.bundle(hash);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// The state folder.
  StateFolder state() {
    return new StateFolder(folder);
  }

  private ManagerClient client() throws IOException {
    StateFolder state = state();
    if (!Identity.exists(state.identity())) {
      throw new IOException(
          folder
              + " holds no certificate of a cluster: --state names the folder of a host that does");
    }
    ClusterTls tls = ClusterTls.open(state.identity(), new Revocations(state.revoked()));
    return new ManagerClient(tls::context, List.of(), state.managers());
  }
}
