package org.dimdesktop.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.dimdesktop.app.RegistryWiring;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.copy.Location;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dim list-tags}. */
@Command(name = "list-tags", description = "Lists the tags of a repository, in JSON.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ListTagsCommand extends RegistryCommand {
  @Parameters(paramLabel = "REPOSITORY", description = "such as docker://quay.io/team/app")
  private String repository;

  @Option(names = "--creds", paramLabel = "U:P", description = "log in as U with password P")
  private @Nullable String creds;

  @Option(
      names = "--creds-file",
      paramLabel = "FILE",
      description = "read U:P from there; - is stdin")
  private @Nullable Path credsFile;

  @Override
  void run(RegistryWiring wiring) throws IOException {
    ImageReference reference = registry(repository);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("Repository", reference.name());
    ArrayNode tags = json.putArray("Tags");
    wiring
        .client(Login.of(creds, credsFile, "--creds"))
        .tags(reference, page -> page.forEach(tags::add));
    print(json);
  }

  /** What is said to be in a registry. */
  static ImageReference registry(String text) {
    if (Location.parse(text) instanceof Location.Registry(var reference)) {
      return reference;
    }
    throw new IllegalArgumentException(text + " is not in a registry");
  }
}
