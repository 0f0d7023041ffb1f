package org.brood.node;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import org.brood.node.config.ConfigException;
import org.brood.node.config.IntelFeeds;
import org.brood.node.control.DefaultFolders;
import org.brood.node.intel.IntelKeeper;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Feeds of indicators for a run outside of a cluster.
final class IntelOptions implements AutoCloseable {
  /// The script that reads feeds.
  static final String SCRIPT = "frameworks/intel/feeds";

  @Option(
      names = "--intel-feeds",
      paramLabel = "FILE",
      defaultValue = "${env:BROOD_INTEL_FEEDS:-}",
      description = "Feeds of indicators, as intel.feeds of a site folder has them.")
  private String file = "";

  @Option(
      names = "--intel-folder",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Where feeds are kept; a folder below the state folder if not said.")
  private String folder = "";

  private IntelFeeds feeds = IntelFeeds.NONE;
  private @Nullable IntelKeeper keeper;

  /// What tells the script where feeds are.
  static String code(String folder) {
    String text = folder.replace("\\", "\\\\").replace("\"", "\\\"");
    return "redef Intel::feeds_folder = \"" + text + "\";\n";
  }

  /// Whether there are any.
  boolean isGiven() {
    return !file.isBlank();
  }

  private Path place() {
    return folder.isEmpty()
        ? DefaultFolders.state(System.getenv()).resolve("intel-run")
        : Path.of(folder).toAbsolutePath();
  }

  /// Reads the file, and has the script loaded that reads the feeds.
  ///
  /// @return false after it was told what is wrong
  boolean prepare(ScriptOptions scripts, String command, PrintStream err) {
    if (!isGiven()) {
      return true;
    }
    try {
      feeds = IntelFeeds.read(Path.of(file), file);
      feeds.warnings().forEach(err::println);
      scripts.more.add(SCRIPT);
      scripts.code.add(code(place().toString()));
      IntelKeeper made = new IntelKeeper(place(), new Meters(), err, InstantSource.system());
      keeper = made;
      if (!made.open()) {
        err.println(command + ": " + place() + ": another process keeps the feeds there");
        keeper = null;
      }
      return true;
    } catch (ConfigException e) {
      err.println(command + ": " + e.getMessage());
    } catch (IOException e) {
      err.println(command + ": " + place() + ": cannot be written: " + e.getMessage());
    }
    return false;
  }

  /// Keeps the feeds fresh until [#close].
  ///
  /// @return false after it was told what is wrong
  boolean keep(String command, PrintStream err) {
    IntelKeeper made = keeper;
    try {
      if (made != null) {
        made.keep(feeds);
      }
      return true;
    } catch (IOException e) {
      err.println(command + ": " + place() + ": " + e.getMessage());
      return false;
    }
  }

  /// Fetches what is due, once.
  ///
  /// @return false after it was told what is wrong
  boolean refresh(String command, PrintStream err) {
    IntelKeeper made = keeper;
    try {
      if (made != null) {
        made.refresh(feeds);
      }
      return true;
    } catch (IOException e) {
      err.println(command + ": " + place() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void close() {
    IntelKeeper made = keeper;
    if (made != null) {
      made.close();
    }
  }
}
