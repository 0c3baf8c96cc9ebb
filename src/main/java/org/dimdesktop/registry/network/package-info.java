/** The way to a registry: its own certificates and authorities, and the proxy before it. */
@NullMarked
package org.dimdesktop.registry.network;

import org.jspecify.annotations.NullMarked;
