package org.brood.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.brood.link.NodeType;

/// Which host plays which nodes with which configuration, decided by the manager.
///
/// @param generation grows with each change
/// @param bundle hash of the configuration that all run
/// @param places ordered by role and name
/// @param hosts all hosts that were there when it was decided
/// @param owners the host's id of each worker's name that was ever given, absent hosts' too
public record Layout(
    long generation,
    String bundle,
    List<Place> places,
    List<HostFacts> hosts,
    Map<String, String> owners) {
  /// Nothing yet.
  public static final Layout NONE = new Layout(0, "", List.of(), List.of(), Map.of());

  public Layout {
    places = List.copyOf(places);
    hosts = List.copyOf(hosts);
    // What an older version wrote has none.
    owners = Map.copyOf(Objects.requireNonNullElse(owners, Map.of()));
  }

  /// The nodes that a host plays.
  public List<Place> of(String hostId) {
    return places.stream().filter(place -> place.host().equals(hostId)).toList();
  }

  /// The host of an id, if it was there.
  public Optional<HostFacts> host(String id) {
    return hosts.stream().filter(host -> host.id().equals(id)).findFirst();
  }

  /// The host that logs, if one does.
  @JsonIgnore
  public Optional<HostFacts> loggerHost() {
    return places.stream()
        .filter(place -> place.role() == NodeType.LOGGER && !place.isMissing())
        .findFirst()
        .flatMap(place -> host(place.host()));
  }

  /// Whether both say the same of nodes and configuration.
  public boolean sameAs(Layout other) {
    return bundle.equals(other.bundle) && places.equals(other.places) && hosts.equals(other.hosts);
  }
}
