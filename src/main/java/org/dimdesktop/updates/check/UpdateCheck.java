package org.dimdesktop.updates.check;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dimdesktop.engine.container.RawContainers;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.image.RegistryAuth;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Quota;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Waits;
import org.jspecify.annotations.Nullable;

/**
 * Compares every running container with its registry: one request for each distinct reference, side
 * by side, at most four at a time to one registry. Thread-safe; every method blocks.
 */
public final class UpdateCheck {
  private static final Comparator<ImageReference> BY_NAME =
      Comparator.comparing(ImageReference::toString);

  private final RegistryClient registries;
  private final EngineLook engine;
  private final RemoteLookup lookup;
  private final Comparison comparison;
  private final ExecutorService io;
  private final Clock clock;

  /** What a registry answered, or why it did not. */
  private record Answer(@Nullable Remote remote, @Nullable Failure failure) {}

  /**
   * A check.
   *
   * @param auth what the engine shows a registry, where it is asked in our place
   */
  public UpdateCheck(
      RawContainers containers,
      ImageService images,
      RegistryClient registries,
      Function<ImageReference, Optional<RegistryAuth>> auth,
      ExecutorService io,
      Clock clock) {
    this.registries = registries;
    this.engine = new EngineLook(containers, images, io);
    this.lookup = new RemoteLookup(registries, images, auth, clock);
    this.comparison = new Comparison(registries);
    this.io = io;
    this.clock = clock;
  }

  /**
   * Checks every running container.
   *
   * @param fresh whether registries are asked again for what they were asked for lately
   * @throws FailureException when the engine cannot be asked; what a registry cannot tell makes its
   *     containers unknown
   */
  public CheckReport check(boolean fresh) {
    return check(_ -> fresh, OperationContext.NONE);
  }

  /**
   * The same, where a person watches.
   *
   * @param fresh which references registries are asked for again
   * @param context is told how many references were asked for
   */
  public CheckReport check(Predicate<ImageReference> fresh, OperationContext context) {
    List<Seen> running = engine.running();
    Map<ImageReference, Answer> answers = ask(running, fresh, context);
    List<ContainerUpdate> updates =
        each(running, seen -> decide(seen, answers.get(seen.container().image())));
    return new CheckReport(
        groups(updates, answers), quotas(answers), answers.size(), clock.instant());
  }

  private <T, R> List<R> each(List<T> items, Function<T, R> function) {
    return Waits.forEach(io, items, function, "check", "the running containers");
  }

  private Map<ImageReference, Answer> ask(
      List<Seen> running, Predicate<ImageReference> fresh, OperationContext context) {
    List<ImageReference> asked =
        running.stream()
            .filter(seen -> seen.verdict().isEmpty())
            .map(seen -> seen.container().image())
            .distinct()
            .toList();
    AtomicInteger done = new AtomicInteger();
    context.report(progress(0, asked.size()));
    List<Answer> all =
        each(
            asked,
            reference -> {
              Answer answer = ask(reference, fresh.test(reference));
              context.report(progress(done.incrementAndGet(), asked.size()));
              return answer;
            });
    Map<ImageReference, Answer> answers = new TreeMap<>(BY_NAME);
    for (int i = 0; i < asked.size(); i++) {
      answers.put(asked.get(i), all.get(i));
    }
    return answers;
  }

  private static Progress progress(int done, int all) {
    return Progress.of("", Progress.Phase.RUNNING, done, all, Progress.Unit.STEPS);
  }

  private Answer ask(ImageReference reference, boolean fresh) {
    try {
      return new Answer(lookup.find(reference, fresh), null);
    } catch (FailureException e) {
      return new Answer(null, e.failure());
    }
  }

  private ContainerUpdate decide(Seen seen, @Nullable Answer answer) {
    Remote remote = answer == null ? null : answer.remote();
    Verdict verdict = seen.verdict().orElseGet(() -> compare(seen, Objects.requireNonNull(answer)));
    return new ContainerUpdate(seen.container(), seen.shown(remote), verdict, seen.built());
  }

  private Verdict compare(Seen seen, Answer answer) {
    Failure failure = answer.failure();
    if (failure != null) {
      return Seen.failed(failure);
    }
    try {
      return comparison.compare(
          seen.container(),
          Objects.requireNonNull(seen.runs()),
          seen.named(),
          Objects.requireNonNull(answer.remote()));
    } catch (FailureException e) {
      return Seen.failed(e.failure());
    }
  }

  private static List<ImageGroup> groups(
      List<ContainerUpdate> updates, Map<ImageReference, Answer> answers) {
    Map<ImageReference, List<ContainerUpdate>> byImage =
        updates.stream()
            .collect(
                Collectors.groupingBy(
                    update -> update.container().image(),
                    () -> new TreeMap<>(BY_NAME),
                    Collectors.toList()));
    List<ImageGroup> groups = new ArrayList<>();
    byImage.forEach((image, members) -> {
      Answer answer = answers.get(image);
      Remote remote = answer == null ? null : answer.remote();
      groups.add(new ImageGroup(image, Optional.ofNullable(remote).map(Remote::digest), members));
    });
    return groups;
  }

  private Map<String, Quota> quotas(Map<ImageReference, Answer> answers) {
    Map<String, Quota> quotas = new TreeMap<>();
    for (ImageReference reference : answers.keySet()) {
      registries
          .quota(reference.domain())
          .ifPresent(quota -> quotas.put(reference.domain(), quota));
    }
    return quotas;
  }
}
