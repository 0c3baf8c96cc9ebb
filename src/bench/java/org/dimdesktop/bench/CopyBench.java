package org.dimdesktop.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.copy.Choice;
import org.dimdesktop.registry.copy.Copier;
import org.dimdesktop.registry.copy.RegistrySource;
import org.dimdesktop.registry.copy.RegistryTarget;
import org.dimdesktop.task.OperationContext;

/**
 * Does in one process, as the running application would, what a peer starts a process for each
 * time: {@code copy FROM TO TIMES} or {@code tags REPOSITORY TIMES}; prints the median of all times
 * but the first.
 */
final class CopyBench {
  private CopyBench() {}

  public static void main(String[] args) {
    List<Double> millis = new ArrayList<>();
    int times = Integer.parseInt(args[args.length - 1]);
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        RegistryClient client = new RegistryClient(host -> Optional.empty(), host -> false, io)) {
      for (int i = 0; i <= times; i++) {
        long begin = System.nanoTime();
        if (args[0].equals("copy")) {
          copy(client, io, args[1], args[2]);
        } else {
          client.tags(ImageReference.parse(args[1]), page -> {});
        }
        if (i > 0) {
          millis.add((System.nanoTime() - begin) / 1e6);
        }
      }
    }
    Collections.sort(millis);
    System.out.printf("ms=%.1f%n", millis.get(millis.size() / 2));
  }

  private static void copy(RegistryClient client, ExecutorService io, String from, String to) {
    var _ =
        new Copier(io)
            .copy(
                new RegistrySource(client, ImageReference.parse(from)),
                new RegistryTarget(client, ImageReference.parse(to)),
                Choice.ALL,
                from,
                OperationContext.NONE);
  }
}
