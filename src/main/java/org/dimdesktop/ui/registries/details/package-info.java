/** What is inside a tag: platforms, layers, configuration, manifests, and what is attached. */
@NullMarked
package org.dimdesktop.ui.registries.details;

import org.jspecify.annotations.NullMarked;
