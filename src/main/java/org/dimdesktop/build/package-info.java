/** Dockerfile builds: the context, the BuildKit trace, and the builder on an engine. */
@NullMarked
package org.dimdesktop.build;

import org.jspecify.annotations.NullMarked;
