package org.brood.node;

import java.io.PrintStream;
import java.util.List;

/// `zeek-config`: what packages and their tools ask of an installation.
final class ZeekConfig {
  private ZeekConfig() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.isEmpty()) {
      usage(err);
      return 1;
    }
    String home = System.getProperty("brood.home", ".");
    String scripts = System.getProperty("brood.scripts", home + "/scripts");
    for (String argument : arguments) {
      String answer =
          switch (argument) {
            case "--version" -> ZeekCommand.VERSION;
            case "--prefix", "--zeek_dist" -> home;
            case "--script_dir" -> scripts;
            case "--site_dir" -> scripts + "/site";
            case "--plugin_dir" -> home + "/plugins";
            case "--config_dir" -> home + "/etc";
            case "--zkg_config_dir" -> home + "/etc/zkg";
            case "--zkg_state_dir" -> home + "/var/lib/zkg";
            case "--python_dir" -> home + "/lib/python";
            case "--lib_dir" -> home + "/lib";
            case "--include_dir", "--cmake_dir", "--broker_root", "--caf_root", "--binpac_root" ->
                "";
            case "--build_type" -> "release";
            case "--zeekpath" -> ZeekCommand.defaultPath();
            case "--have-geoip" -> "yes";
            case "--have-spicy", "--have-spicy-analyzers" -> "no";
            default -> null;
          };
      if (answer == null) {
        usage(argument.equals("--help") ? out : err);
        return argument.equals("--help") ? 0 : 1;
      }
      out.println(answer);
    }
    return 0;
  }

  private static void usage(PrintStream to) {
    to.println(
        "Usage: zeek-config [--version] [--build_type] [--prefix] [--script_dir] [--site_dir] [--plugin_dir]"
            + " [--config_dir] [--python_dir] [--include_dir] [--cmake_dir] [--zeekpath] [--zkg_config_dir]"
            + " [--zkg_state_dir] [--zeek_dist] [--lib_dir] [--have-geoip] [--have-spicy]");
  }
}
