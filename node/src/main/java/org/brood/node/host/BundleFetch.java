package org.brood.node.host;

import java.io.IOException;
import java.nio.file.Path;

/// Bundles, fetched from a manager when they are not here.
final class BundleFetch {
  private final BundleStore store;
  private final ManagerClient manager;

  BundleFetch(BundleStore store, ManagerClient manager) {
    this.store = store;
    this.manager = manager;
  }

  /// The folder of a bundle's files.
  ///
  /// @throws IOException if it is not here and no manager has it
  Path folder(String hash) throws IOException, InterruptedException {
    if (!store.has(hash)) {
      store.put(manager.bundle(hash));
    }
    return store.folder(hash);
  }
}
