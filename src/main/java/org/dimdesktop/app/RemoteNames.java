package org.dimdesktop.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the name of an image from what registries have: hosts, then their repositories where
 * they may be listed, then tags, page by page until there is enough to choose from. Blocks; a
 * registry that does not answer completes nothing.
 */
final class RemoteNames {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteNames.class);
  private static final int MAX = 50;

  /** A page is mostly a thousand names; who looks for more of them types more. */
  private static final int MAX_PAGES = 10;

  private final RegistryClient client;
  private final Supplier<List<String>> hosts;

  RemoteNames(RegistryClient client, Supplier<List<String>> hosts) {
    this.client = client;
    this.hosts = hosts;
  }

  /** The names that begin with {@code typed}. */
  List<String> beginningWith(String typed) {
    try {
      int slash = typed.indexOf('/');
      if (slash < 0) {
        return hosts.get().stream().map(h -> h + "/").filter(h -> h.startsWith(typed)).toList();
      }
      String host = typed.substring(0, slash);
      if (!host.contains(".") && !host.contains(":") && !host.equals("localhost")) {
        return List.of(); // a name on Docker Hub, whose catalog nobody may list
      }
      int colon = typed.indexOf(':', slash);
      return colon < 0 ? repositories(host, typed) : tags(typed.substring(0, colon), typed);
    } catch (FailureException | IllegalArgumentException e) {
      LOG.debug("nothing to complete {} with: {}", typed, e.getMessage());
      return List.of();
    }
  }

  private List<String> repositories(String host, String typed) {
    Found found = new Found(host + "/", typed);
    client.catalogWhile(host, found::take);
    return found.names;
  }

  private List<String> tags(String repository, String typed) {
    Found found = new Found(repository + ":", typed);
    client.tagsWhile(ImageReference.parse(repository), found::take);
    return found.names;
  }

  /** Takes pages until there is enough to choose from, or enough was read in vain. */
  private static final class Found {
    private final List<String> names = new ArrayList<>();
    private final String before;
    private final String typed;
    private int pages;

    Found(String before, String typed) {
      this.before = before;
      this.typed = typed;
    }

    /** False when no further page is wanted. */
    boolean take(List<String> page) {
      page.stream()
          .map(name -> before + name)
          .filter(name -> name.startsWith(typed))
          .limit(MAX - names.size())
          .forEach(names::add);
      pages++;
      return names.size() < MAX && pages < MAX_PAGES;
    }
  }
}
