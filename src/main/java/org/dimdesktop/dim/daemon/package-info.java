/** The dim daemon: builds a git repository at a ref and pushes the image. */
@NullMarked
package org.dimdesktop.dim.daemon;

import org.jspecify.annotations.NullMarked;
