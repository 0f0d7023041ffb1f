/// Logs in SQLite databases, and how such databases are opened.
///
/// Limits: 10,000 rows wait for a database; who writes one more waits too.
@NullMarked
package org.brood.log.sqlite;

import org.jspecify.annotations.NullMarked;
