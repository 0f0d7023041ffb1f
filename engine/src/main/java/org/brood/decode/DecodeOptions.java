package org.brood.decode;

/// What can be set about decoding, with Zeek's names and defaults. The script layer sets fields
/// before the first packet.
public final class DecodeOptions {
  /// Which sources' checksums are not looked at.
  public interface AddressSet {
    boolean contains(long high, long low);
  }

  /// `ignore_checksums`: nothing is dropped for a wrong checksum.
  public boolean ignoreChecksums;

  /// `ignore_checksums_nets`.
  public AddressSet ignoreChecksumsNets = (_, _) -> false;

  /// `frag_timeout`: how long fragments wait for the others; 0 for ever.
  public long fragTimeoutNanos = 300_000_000_000L;

  /// How many datagrams may wait for fragments; the oldest goes when one more comes.
  public int maxFragmentedDatagrams = 16_384;

  /// How many bytes fragments may take in all.
  public long maxFragmentBytes = 64L << 20;

  /// `max_timer_expires`: how many timers run between two packets; 0 for all that are due.
  public int maxTimerExpires = 300;

  /// `PacketAnalyzer::max_depth`: how many analyzers may see one packet.
  public int maxAnalyzerDepth = 25;

  /// `PacketAnalyzer::SKIP::skip_bytes`.
  public int skipBytes;

  /// `UnknownProtocol::sampling_threshold`.
  public long unknownSamplingThreshold = 3;

  /// `UnknownProtocol::sampling_rate`.
  public long unknownSamplingRate = 100_000;

  /// `UnknownProtocol::sampling_duration`.
  public long unknownSamplingNanos = 3_600_000_000_000L;

  /// `UnknownProtocol::first_bytes_count`.
  public int unknownFirstBytes = 10;

  /// `Tunnel::max_depth`: how many tunnels may be in each other.
  public int maxTunnelDepth = 4;

  /// `Tunnel::ip_tunnel_timeout`: how long a tunnel between two addresses is the same one.
  public long ipTunnelTimeoutNanos = 24L * 3_600_000_000_000L;

  /// How many tunnels between addresses are remembered.
  public int maxIpTunnels = 65_536;

  /// `Tunnel::delay_teredo_confirmation`: both sides must have sent Teredo before it is confirmed.
  public boolean delayTeredoConfirmation = true;

  /// `Tunnel::delay_gtp_confirmation`: the same for GTPv1.
  public boolean delayGtpConfirmation;
}
