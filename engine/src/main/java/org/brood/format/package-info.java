/// Formats that several protocols share: text in lines.
@NullMarked
package org.brood.format;

import org.jspecify.annotations.NullMarked;
