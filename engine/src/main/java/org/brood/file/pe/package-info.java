/// Programs of Windows (Microsoft's "PE Format"): the headers, up to the list of sections. What
/// comes behind is not read.
///
/// A header that cannot be what it says ends the reading of the file. The program for DOS that
/// stands before may be 4 MiB long, as nobody's is.
@NullMarked
package org.brood.file.pe;

import org.jspecify.annotations.NullMarked;
