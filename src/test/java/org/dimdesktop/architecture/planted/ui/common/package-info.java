/** Violations that prove the rules. */
@NullMarked
package org.dimdesktop.architecture.planted.ui.common;

import org.jspecify.annotations.NullMarked;
