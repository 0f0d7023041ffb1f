/// The record `connection` of a flow, kept with it and filled when somebody asks.
@NullMarked
package org.brood.conn;

import org.jspecify.annotations.NullMarked;
