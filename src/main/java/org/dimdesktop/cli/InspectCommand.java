package org.dimdesktop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.app.RegistryWiring;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.copy.ImageInspection;
import org.dimdesktop.registry.copy.ImageSource;
import org.dimdesktop.registry.copy.Location;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dim inspect}. */
@Command(
    name = "inspect",
    description = {
      "Shows what is known of an image, in JSON, without fetching its layers.",
      "IMAGE is docker://REF (or REF alone), docker-daemon:REF, oci:DIR[:TAG] or"
          + " docker-archive:FILE[:REF]."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class InspectCommand extends RegistryCommand {
  @Parameters(paramLabel = "IMAGE")
  private String image;

  @Option(names = "--raw", description = "print the manifest or index as it is, byte for byte")
  private boolean raw;

  @Option(names = "--config", description = "print the configuration; with --raw as it is")
  private boolean config;

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      description = "of an index (this machine's)")
  private @Nullable String platform;

  @Option(
      names = {"-n", "--no-tags"},
      description = "leave out the other tags of the repository")
  private boolean noTags;

  @Option(names = "--creds", paramLabel = "U:P", description = "log in as U with password P")
  private @Nullable String creds;

  @Option(
      names = "--creds-file",
      paramLabel = "FILE",
      description = "read U:P from there; - is stdin")
  private @Nullable Path credsFile;

  @Override
  void run(RegistryWiring wiring) throws IOException {
    Location location = Location.parse(image);
    Platform wanted = platform == null ? Platform.local() : Platform.parse(platform);
    RegistryClient client = wiring.client(Login.of(creds, credsFile, "--creds"));
    try (ImageSource source = wiring.transports(client).source(location, false)) {
      if (raw && !config && platform == null) {
        bytes(source.top().raw());
        return;
      }
      ImageInspection inspection = new ImageInspection(source, wanted, location.toString());
      if (raw) {
        bytes(config ? inspection.config() : inspection.image().raw());
      } else if (config) {
        print(inspection.configTree());
      } else if (location instanceof Location.Registry(var reference)) {
        print(inspection.json(reference.name(), tags(client, reference)));
      } else {
        print(inspection.json("", List.of()));
      }
    }
  }

  /** Not through a writer, which would change what is not UTF-8. */
  private static void bytes(byte[] content) {
    System.out.writeBytes(content);
    System.out.flush();
  }

  /** A registry that keeps its list of tags to itself does not keep one from looking at a tag. */
  private List<String> tags(RegistryClient client, ImageReference repository) {
    List<String> tags = new ArrayList<>();
    if (noTags) {
      return tags;
    }
    try {
      client.tags(repository, tags::addAll);
    } catch (FailureException e) {
      boolean refused =
          e.failure() instanceof Failure.Unauthorized
              || e.failure() instanceof Failure.Denied
              || e.failure() instanceof Failure.NotFound
              || e.failure() instanceof Failure.Unsupported;
      if (!refused) {
        throw e;
      }
      err().println("warning: " + e.getMessage());
    }
    return tags;
  }
}
