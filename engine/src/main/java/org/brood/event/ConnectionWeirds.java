package org.brood.event;

import org.brood.script.value.Record;

/// Takes weirds that scripts report about connections and files.
public interface ConnectionWeirds {
  void connection(Record connection, String name, String detail, String source);

  void file(Record file, String name, String detail, String source);
}
