package org.brood.script.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Groups of event and hook handlers that can be switched off: by `&group` and by module.
public final class EventGroups {
  private record Member(int function, int handler) {}

  private final Map<String, List<Member>> members = new HashMap<>();
  private final Set<String> disabled = new HashSet<>();
  private final Map<Member, Integer> blocks = new HashMap<>();

  EventGroups(ProgramInfo info) {
    for (int f = 0; f < info.functions().size(); f++) {
      List<ProgramInfo.HandlerInfo> handlers = info.functions().get(f).handlers();
      for (int h = 0; h < handlers.size(); h++) {
        for (String group : handlers.get(h).groups()) {
          members.computeIfAbsent(group, _ -> new ArrayList<>()).add(new Member(f, h));
        }
      }
    }
  }

  public boolean exists(String group) {
    return members.containsKey(group);
  }

  /// Switches a group on or off.
  ///
  /// @return whether there is such a group
  public boolean enable(Runtime rt, String group, boolean on) {
    List<Member> all = members.get(group);
    if (all == null) {
      return false;
    }
    if (on ? disabled.remove(group) : disabled.add(group)) {
      int change = on ? -1 : 1;
      for (Member member : all) {
        blocks.merge(member, change, Integer::sum);
        rt.disabled(member.function(), change);
      }
    }
    return true;
  }

  public boolean isGroupEnabled(String group) {
    return members.containsKey(group) && !disabled.contains(group);
  }

  boolean isEnabled(int function, int handler) {
    return blocks.getOrDefault(new Member(function, handler), 0) <= 0;
  }
}
