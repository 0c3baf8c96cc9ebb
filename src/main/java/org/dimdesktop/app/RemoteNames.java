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
 * they may be listed, then tags. Blocks; a registry that does not answer completes nothing.
 */
final class RemoteNames {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteNames.class);
  private static final int MAX = 50;

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
    List<String> found = new ArrayList<>();
    client.catalog(host, page -> page.forEach(name -> keep(found, host + "/" + name, typed)));
    return found;
  }

  private List<String> tags(String repository, String typed) {
    List<String> found = new ArrayList<>();
    client.tags(
        ImageReference.parse(repository),
        page -> page.forEach(tag -> keep(found, repository + ":" + tag, typed)));
    return found;
  }

  private static void keep(List<String> found, String name, String typed) {
    if (found.size() < MAX && name.startsWith(typed)) {
      found.add(name);
    }
  }
}
