package org.brood.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  @TempDir private Path folder;
  private Path site;

  @BeforeEach
  void makeSite() throws IOException {
    site = Files.createDirectories(folder.resolve("site/intel"));
    site = folder.resolve("site");
    Files.writeString(site.resolve("local.zeek"), "# local\n");
    Files.writeString(site.resolve("intel/bad.dat"), "x\n");
    Files.writeString(site.resolve(".hidden"), "h\n");
  }

  @Test
  void theSameFilesMakeTheSameBundleWheneverTheyWereWritten() throws IOException {
    String hash = Bundle.pack(site).hash();

    Files.setLastModifiedTime(site.resolve("local.zeek"), FileTime.fromMillis(0));
    assertThat(Bundle.pack(site).hash()).isEqualTo(hash);

    Files.writeString(site.resolve("local.zeek"), "# other\n");
    assertThat(Bundle.pack(site).hash()).isNotEqualTo(hash);
  }

  @Test
  void whatWasPackedComesOutAgain() throws IOException {
    BundleStore store = new BundleStore(folder.resolve("bundles"));
    Bundle bundle = Bundle.pack(site);

    store.put(bundle);

    assertThat(store.has(bundle.hash())).isTrue();
    assertThat(store.folder(bundle.hash()).resolve("intel/bad.dat")).hasContent("x\n");
    assertThat(store.folder(bundle.hash()).resolve(".hidden")).doesNotExist();
    assertThat(Bundle.of(store.bytes(bundle.hash()).orElseThrow()).hash()).isEqualTo(bundle.hash());
  }

  @Test
  void aBundleThatWantsOutOfItsFolderIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("../outside"));
      zip.write("x".getBytes(StandardCharsets.US_ASCII));
    }
    BundleStore store = new BundleStore(folder.resolve("bundles"));
    Bundle evil = Bundle.of(bytes.toByteArray());

    assertThatThrownBy(() -> store.put(evil)).isInstanceOf(IOException.class);

    assertThat(folder.resolve("bundles/outside")).doesNotExist();
    assertThat(store.has(evil.hash())).isFalse();
  }

  @Test
  void oldBundlesGoAndTheNewestStay() throws IOException {
    BundleStore store = new BundleStore(folder.resolve("bundles"));
    String first = "";
    for (int i = 0; i <= BundleStore.KEPT; i++) {
      Files.writeString(site.resolve("local.zeek"), "# " + i + "\n");
      Bundle bundle = Bundle.pack(site);
      store.put(bundle);
      store.inForce(bundle.hash());
      first = first.isEmpty() ? bundle.hash() : first;
    }

    assertThat(store.history()).hasSize(BundleStore.KEPT).doesNotContain(first);
    assertThat(store.has(first)).isFalse();
    assertThat(store.has(store.history().getFirst())).isTrue();
  }

  @Test
  void aDifferenceNamesFilesThatAreNewGoneAndChanged() throws IOException {
    Path before = Files.createDirectories(folder.resolve("before"));
    Files.writeString(before.resolve("local.zeek"), "# another\n");
    Files.writeString(before.resolve("old.zeek"), "");

    assertThat(BundleDiff.of(Optional.of(before), site))
        .containsExactly("+ .hidden", "+ intel/bad.dat", "~ local.zeek", "- old.zeek");
  }
}
