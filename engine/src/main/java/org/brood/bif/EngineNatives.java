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
            CertificateFunctions.class,
            ClusterFunctions.class,
            ClusterFunctions.Backend.class,
            ClusterFunctions.Broker.class,
            CommunityId.class,
            ConnFunctions.class,
            CounterFunctions.class,
            FtpFunctions.class,
            HostFunctions.class,
            HttpFunctions.class,
            InputFunctions.class,
            CurrentPacketFunctions.class,
            CurrentPacketFunctions.TcpFunctions.class,
            LogFunctions.class,
            LookupFunctions.class,
            MetricFunctions.class,
            NetbiosFunctions.class,
            NoticeFunctions.class,
            OptionFunctions.class,
            PacketAnalyzerFunctions.class,
            PacketFilterFunctions.class,
            PcapFunctions.class,
            PlaceFunctions.class,
            PppoeFunctions.class,
            ReporterFunctions.class,
            RunFunctions.class,
            SequenceFunctions.class,
            SmtpFunctions.class,
            SslFunctions.class,
            SupervisorFunctions.class,
            TagFunctions.class,
            TelemetryFunctions.class,
            WeirdSamplingFunctions.class));
    all.addAll(FileHandleFunctions.classes());
    all.addAll(TunnelFunctions.classes());
    return all;
  }

  /// The functions that scripts declare and nothing here offers yet. Scripts that call them load;
  /// the call is the error "built-in function NAME is not supported yet".
  public static List<String> unsupported() {
    return List.of("Cluster::__listen_websocket");
  }
}
