/** Measurements against the peers; compiled with the tests and not shipped. */
@NullMarked
package org.dimdesktop.bench;

import org.jspecify.annotations.NullMarked;
