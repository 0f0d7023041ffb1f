package org.brood.analyzer.dns;

import java.util.ArrayList;
import java.util.List;

/// Writes down what a parser tells.
final class Notes implements DnsNotes {
  final List<String> told = new ArrayList<>();

  @Override
  public void weird(String name, String detail) {
    told.add(detail.isEmpty() ? name : name + " " + detail);
  }

  @Override
  public void violation(String reason) {
    told.add("violation " + reason);
  }
}
