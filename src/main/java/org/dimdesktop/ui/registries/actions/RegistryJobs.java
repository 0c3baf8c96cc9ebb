package org.dimdesktop.ui.registries.actions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.copy.Copier;
import org.dimdesktop.registry.copy.CopyResult;
import org.dimdesktop.registry.copy.Location;
import org.dimdesktop.registry.copy.RepositoryCopy;
import org.dimdesktop.registry.copy.RepositoryCopy.TagResult;
import org.dimdesktop.registry.copy.Sync;
import org.dimdesktop.registry.copy.Tagging;
import org.dimdesktop.registry.copy.Verification;
import org.dimdesktop.registry.delete.Deletion;
import org.dimdesktop.registry.delete.DeletionPlan;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/** The operations on registries, as they run in the drawer. Callable on any thread. */
final class RegistryJobs {
  /** So many tags tell what a choice is worth; the copy looks at each. */
  private static final int LOOKED_AT = 16;

  private final RegistryServices services;
  private final Consumer<ImageReference> changed;
  private final Copier copier;

  /**
   * Jobs.
   *
   * @param changed told on the JavaFX thread of each repository whose tags may be others by now
   */
  RegistryJobs(RegistryServices services, Consumer<ImageReference> changed) {
    this.services = services;
    this.changed = changed;
    copier = new Copier(services.io());
  }

  private void tell(ImageReference repository) {
    services.fx().execute(() -> changed.accept(repository));
  }

  /** What a copy would do; blocks. */
  List<TagResult> estimate(CopyRequest request) {
    RepositoryCopy copy = new RepositoryCopy(services.client(), request.repository(), copier);
    return copy.estimate(
        request.tags().isEmpty() ? copy.tags() : request.tags(),
        targets(request),
        request.choice(),
        request.sync(),
        OperationContext.NONE);
  }

  private RepositoryCopy.Targets targets(CopyRequest request) {
    return tag -> services.transports().target(new Location.Registry(request.target(tag)));
  }

  /** Copies tags to a registry. */
  Operation<List<TagResult>> copy(CopyRequest request) {
    RepositoryCopy copy = new RepositoryCopy(services.client(), request.repository(), copier);
    return submit(
        Operation.Kind.COPY,
        Strings.get("registries.job.copy"),
        Strings.get("registries.job.to", request.what(), request.target().familiar()),
        request.target(),
        context -> {
          List<TagResult> results =
              copy.copy(
                  request.tags().isEmpty() ? copy.tags() : request.tags(),
                  targets(request),
                  request.choice(),
                  request.sync(),
                  context);
          context.end(JobText.copied(new CopyPreview.Known(results)));
          return results;
        });
  }

  /** Keeps tags in files; tried again, it goes on where it was. */
  Operation<Path> save(SaveRequest request) {
    String what =
        request.tags().size() == 1
            ? request.repository().withTag(request.tags().getFirst()).familiar()
            : request.repository().familiar();
    AtomicReference<@Nullable Path> folder = new AtomicReference<>();
    return services
        .operations()
        .submit(
            Operation.Kind.COPY,
            Strings.get("registries.job.save"),
            Strings.get("registries.job.to", what, request.place()),
            outer -> {
              NotedContext context = new NotedContext(outer);
              if (request.format() == SaveRequest.Format.ARCHIVE) {
                archive(request, context);
                context.end(Strings.get("registries.job.archived", request.place()));
                return request.place();
              }
              Path known = folder.get();
              Path place = known == null ? request.layoutFolder() : known;
              folder.set(place);
              layout(request, place, context);
              context.end(Strings.get("registries.job.saved", place));
              return place;
            });
  }

  private void layout(SaveRequest request, Path folder, OperationContext context) {
    RepositoryCopy copy = new RepositoryCopy(services.client(), request.repository(), copier);
    List<TagResult> results =
        copy.copy(
            request.tags().isEmpty() ? copy.tags() : request.tags(),
            name -> services.transports().target(new Location.Layout(folder, name)),
            request.choice(),
            Sync.DIFFERENT,
            context);
    for (TagResult tag : results) {
      try (var saved = services.transports().source(new Location.Layout(folder, tag.tag()), true)) {
        Verification.of(saved, tag.tag(), context);
      }
    }
  }

  /** A file that a person chose to replace is replaced only by one that is whole. */
  private void archive(SaveRequest request, OperationContext context) throws IOException {
    ImageReference image = request.repository().withTag(request.tags().getFirst());
    Path folder = Files.createTempDirectory(request.place().toAbsolutePath().getParent(), ".dim-");
    Path part = folder.resolve("image.tar");
    try (var source = services.transports().source(new Location.Registry(image), false);
        var target = services.transports().target(new Location.Archive(part, image))) {
      var _ = copier.copy(source, target, request.choice(), image.familiar(), context);
      Files.move(part, request.place(), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(folder);
    }
  }

  /** Gives an image one more name at its registry. */
  Operation<CopyResult> tag(ImageReference from, ImageReference to) {
    return submit(
        Operation.Kind.COPY,
        Strings.get("registries.job.tag"),
        Strings.get("registries.job.as", from.familiar(), to.familiar()),
        to,
        context -> {
          CopyResult result = new Tagging(services.client(), copier).tag(from, to, context);
          context.end(JobText.copied(result));
          return result;
        });
  }

  /** Deletes tags as planned. */
  Operation<List<String>> delete(DeletionPlan plan) {
    return submit(
        Operation.Kind.REMOVE,
        Strings.get("registries.job.delete"),
        plan.chosen().size() == 1
            ? plan.repository().withTag(plan.chosen().getFirst()).familiar()
            : Strings.get(
                "registries.job.tags", plan.chosen().size(), plan.repository().familiar()),
        plan.repository(),
        context -> {
          List<String> deleted = new Deletion(services.client(), services.io()).run(plan, context);
          context.end(JobText.deleted(deleted));
          return deleted;
        });
  }

  @FunctionalInterface
  private interface Body<T> {
    T run(NotedContext context) throws Exception;
  }

  private <T> Operation<T> submit(
      Operation.Kind kind, String action, String subject, ImageReference where, Body<T> body) {
    return services
        .operations()
        .submit(
            kind,
            action,
            subject,
            outer -> {
              try {
                return body.run(new NotedContext(outer));
              } finally {
                tell(where); // also what failed half way has changed something
              }
            });
  }

  /**
   * The platforms that one can choose for these tags, all of the repository's where none are given:
   * those that every one of them has which has several. Of many tags only some are looked at;
   * blocks.
   */
  List<Platform> platforms(ImageReference repository, List<String> tags) {
    List<String> some = new ArrayList<>(tags);
    if (some.isEmpty()) {
      services.client().tags(repository, some::addAll);
    }
    List<Platform> common = null;
    int step = Math.ceilDiv(some.size(), LOOKED_AT);
    for (int i = 0; i < some.size(); i += step) {
      List<Platform> here = listed(repository.withTag(some.get(i)));
      if (here != null) {
        common = common == null ? here : common.stream().filter(here::contains).toList();
      }
    }
    return common == null ? List.of() : common;
  }

  /**
   * What an index lists; null for what is none, or cannot be copied, which the copy itself will
   * tell. Manifests count as pulls at Docker Hub, so an index that was seen before is not asked
   * for.
   */
  private @Nullable List<Platform> listed(ImageReference tag) {
    try {
      Descriptor head = services.client().head(tag);
      return MediaTypes.isIndex(head.mediaType())
          ? services.inspector().inspect(tag, head, Platform.local()).platforms()
          : null;
    } catch (FailureException e) {
      if (e.failure().mayPass()) {
        throw e;
      }
      return null;
    }
  }
}
