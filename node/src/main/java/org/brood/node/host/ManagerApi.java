package org.brood.node.host;

import java.util.List;

/// What a manager answers over HTTPS, and to what. `POST /join` is for hosts without a certificate,
/// `GET /members`, `GET /bundle/HASH` and `POST /renew` for members, `POST /control` for those who
/// may change the cluster, and for members that only ask.
public final class ManagerApi {
  static final String JOIN = "/join";
  static final String RENEW = "/renew";
  static final String MEMBERS = "/members";
  static final String BUNDLE = "/bundle/";
  static final String CONTROL = "/control";

  /// Why a revoked host is refused.
  static final String REVOKED = "it was revoked";

  private ManagerApi() {}

  /// @param token its text
  /// @param hostId random id of the host
  /// @param request a certificate request, PEM
  public record Join(String token, String hostId, String name, String request) {}

  /// @param request a certificate request, PEM
  public record Renew(String request) {}

  /// @param chain own certificate first, PEM
  /// @param root the authority's, PEM
  public record Joined(String chain, String root) {}

  /// @param seeds addresses of members
  /// @param members who takes part, each by the number of its start
  /// @param managers where managers answer, `HOST:PORT`
  /// @param revoked ids of hosts that are not to be trusted
  public record Members(
      List<String> seeds,
      String incarnation,
      List<String> members,
      List<String> managers,
      List<String> revoked) {}

  /// @param arguments a command and what it is about
  public record Control(List<String> arguments) {}

  /// @param ok whether it could be done
  /// @param text for people if not
  public record Said(boolean ok, String text) {}

  /// Why it was not done.
  public record Refusal(String error) {}
}
