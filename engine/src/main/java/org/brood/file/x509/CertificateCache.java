package org.brood.file.x509;

import org.brood.script.value.Func;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// What scripts set so that certificates that were seen often are not read again: a table by
/// SHA-256 of the certificate, and who is called for those that are in it.
public final class CertificateCache {
  private @Nullable Table known;
  private @Nullable Func hit;

  public void known(Table byHash) {
    known = byHash;
  }

  public void onHit(Func callback) {
    hit = callback;
  }

  @Nullable Table known() {
    return known;
  }

  @Nullable Func hit() {
    return hit;
  }
}
