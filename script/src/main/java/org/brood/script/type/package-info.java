/// The types of the Zeek language and their rules.
///
/// Types are plain data, shared by the checker and by running programs: a compiled program carries
/// its types with it. Named types (records, enums, named tables …) are compared by [Types#same],
/// which follows Zeek's notion of equality.
@NullMarked
package org.brood.script.type;

import org.jspecify.annotations.NullMarked;
