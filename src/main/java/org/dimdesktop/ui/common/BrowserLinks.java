package org.dimdesktop.ui.common;

import java.net.URI;

/** Opens addresses in the person's browser. */
@FunctionalInterface
public interface BrowserLinks {
  /** Opens {@code address} (http or https); does nothing where there is no browser. */
  void open(URI address);
}
