/// ASN.1 in its distinguished encoding (X.690), element by element, without copying.
///
/// Nothing is recursive: whoever reads a structure goes down as far as its definition says. Broken
/// bytes are no exception: a [DerReader] remembers that it met some, and has no more elements. Tags
/// of more than one byte and lengths without end are taken for broken.
@NullMarked
package org.brood.format.asn1;

import org.jspecify.annotations.NullMarked;
