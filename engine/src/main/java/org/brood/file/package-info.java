/// Files that protocols carry: identity, type, hashes, extraction.
///
/// A file is told apart by the handle that scripts make for it (`get_file_handle`). Its data comes
/// in order, or in chunks at offsets. Limits: [FileLimits].
@NullMarked
package org.brood.file;

import org.jspecify.annotations.NullMarked;
