/** What the tests run against: real engines, registries and git servers, and ways to break them. */
@NullMarked
package org.dimdesktop.support;

import org.jspecify.annotations.NullMarked;
