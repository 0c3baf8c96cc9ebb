package org.dimdesktop.registry;

import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next where the registry says the next page is, or null on the last
 */
record Page(List<String> names, @Nullable HttpUrl next) {
  Page {
    names = List.copyOf(names);
  }
}
