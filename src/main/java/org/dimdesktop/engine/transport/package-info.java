/**
 * The one way to the engine: HTTP on unix sockets, TCP and TLS, streams and upgraded connections.
 */
@NullMarked
package org.dimdesktop.engine.transport;

import org.jspecify.annotations.NullMarked;
