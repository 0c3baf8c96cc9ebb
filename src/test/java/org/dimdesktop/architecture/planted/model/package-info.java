/** Violations that prove the rules. */
@NullMarked
package org.dimdesktop.architecture.planted.model;

import org.jspecify.annotations.NullMarked;
