package org.brood.bif;

import org.brood.decode.UidGenerator;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.VectorType;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;

/// What a program can ask of the run that it is part of.
@Natives
public final class RunFunctions {
  private RunFunctions() {}

  /// What the command line said of this run.
  ///
  /// @param trace the capture file, empty for none
  /// @param bare whether only what scripts ask for is loaded
  public record Run(String trace, boolean live, boolean bare, java.util.List<String> arguments) {}

  private static Run run(Runtime rt) {
    return rt.serviceOr(Run.class, () -> new Run("", false, false, java.util.List.of()));
  }

  public static boolean reading_live_traffic(Runtime rt) {
    return run(rt).live();
  }

  public static boolean reading_traces(Runtime rt) {
    return !run(rt).trace().isEmpty();
  }

  public static boolean bare_mode(Runtime rt) {
    return run(rt).bare();
  }

  public static Vec zeek_args(Runtime rt) {
    Vec vec = new Vec(new VectorType(Basic.STRING));
    for (String argument : run(rt).arguments()) {
      vec.add(Str.of(argument));
    }
    return vec;
  }

  public static boolean terminate(Runtime rt) {
    if (rt.isTerminating()) {
      return false;
    }
    rt.service(Stop.class).request();
    return true;
  }

  public static void exit(Runtime rt, long code) {
    rt.service(Stop.class).exit((int) code);
  }

  /// Ends the run.
  public interface Stop {
    /// After the packet that is being analysed.
    void request();

    /// At once, with an exit code.
    void exit(int code);
  }

  public static Str unique_id(Runtime rt, Str prefix) {
    return Str.of(
        rt.service(UidGenerator.class).uid(UidGenerator.POOL_SCRIPT).base62(prefix.toString()));
  }

  public static Str unique_id_from(Runtime rt, long pool, Str prefix) {
    int number = Math.clamp(pool + UidGenerator.POOL_CUSTOM, 0, UidGenerator.MAX_POOLS - 1);
    return Str.of(rt.service(UidGenerator.class).uid(number).base62(prefix.toString()));
  }
}
