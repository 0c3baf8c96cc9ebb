package org.dimdesktop.updates.plan;

import java.util.List;

/**
 * A new image that its registry has told of, before it is pulled.
 *
 * @param changes what it sets otherwise than the one before it
 * @param bytes of its layers that the one before it has not, as they are transferred; 0 where that
 *     is not known
 */
record Incoming(List<Change> changes, long bytes) {
  static final Incoming UNKNOWN = new Incoming(List.of(), 0);
}
