package org.brood.bif;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.bif.PureNatives;

/// All classes of built-in functions.
public final class EngineNatives {
  private EngineNatives() {}

  public static List<Class<?>> classes() {
    List<Class<?>> all = new ArrayList<>(PureNatives.classes());
    all.addAll(
        List.of(
            AnalyzerFunctions.class,
            ClusterFunctions.class,
            CommunityId.class,
            ConnFunctions.class,
            CounterFunctions.class,
            HttpFunctions.class,
            CurrentPacketFunctions.class,
            CurrentPacketFunctions.TcpFunctions.class,
            LogFunctions.class,
            MetricFunctions.class,
            NetbiosFunctions.class,
            OptionFunctions.class,
            PacketAnalyzerFunctions.class,
            PcapFunctions.class,
            PppoeFunctions.class,
            ReporterFunctions.class,
            RunFunctions.class,
            SequenceFunctions.class,
            TagFunctions.class,
            TelemetryFunctions.class,
            WeirdSamplingFunctions.class));
    all.addAll(FileHandleFunctions.classes());
    all.addAll(TunnelFunctions.classes());
    return all;
  }
}
