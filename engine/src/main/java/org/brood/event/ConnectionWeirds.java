package org.brood.event;

import org.brood.script.value.Record;
import org.brood.script.value.Str;

/// Takes weirds that scripts report about connections and files.
public interface ConnectionWeirds {
  void connection(Record connection, String name, String detail, String source);

  /// The same for a connection that is gone, or was never there.
  ///
  /// @param id its addresses and ports
  void expired(Record id, Str uid, String name, String detail, String source);

  void file(Record file, String name, String detail, String source);
}
