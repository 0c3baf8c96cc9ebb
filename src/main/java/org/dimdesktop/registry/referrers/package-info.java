/** What is attached to images: signatures, SBOMs, provenance; found and read, not verified. */
@NullMarked
package org.dimdesktop.registry.referrers;

import org.jspecify.annotations.NullMarked;
