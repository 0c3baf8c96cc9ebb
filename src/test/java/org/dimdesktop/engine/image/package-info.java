/** Tests of images on real engines. */
@NullMarked
package org.dimdesktop.engine.image;

import org.jspecify.annotations.NullMarked;
