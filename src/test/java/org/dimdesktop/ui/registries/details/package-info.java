@NullMarked
package org.dimdesktop.ui.registries.details;

import org.jspecify.annotations.NullMarked;
