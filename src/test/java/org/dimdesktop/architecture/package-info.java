/** Which way the packages point, and proofs that each rule can fail. */
@NullMarked
package org.dimdesktop.architecture;

import org.jspecify.annotations.NullMarked;
