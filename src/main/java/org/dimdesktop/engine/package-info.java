/** The Docker Engine: how it is found, the connection to it, and what it can do. */
@NullMarked
package org.dimdesktop.engine;

import org.jspecify.annotations.NullMarked;
