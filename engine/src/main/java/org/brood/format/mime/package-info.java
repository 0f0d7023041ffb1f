/// Entities with headers, as mail and HTTP carry them (RFC 2045, RFC 2046, RFC 5322).
///
/// An entity takes lines and pieces of data, and tells a [MimeSink] what is in it; parts of
/// multipart entities are entities again. Limits: [MimeLimits].
@NullMarked
package org.brood.format.mime;

import org.jspecify.annotations.NullMarked;
