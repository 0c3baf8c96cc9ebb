package org.dimdesktop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dimdesktop.app.RegistryWiring;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.TagSiblings;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dim delete}: a tag alone where the registry can, else its image where no other tag is. */
@Command(
    name = "delete",
    description = {
      "Deletes a tag, or with a digest an image and every tag on it.",
      "Many registries delete images only, by digest; a tag that shares its image with others is"
          + " then left alone, unless --all-tags allows to delete them too.",
      "Disk space comes free when the registry collects its garbage."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class DeleteCommand extends RegistryCommand {
  @Parameters(paramLabel = "REF", description = "such as docker://quay.io/team/app:1")
  private String image;

  @Option(names = "--all-tags", description = "delete all tags of the image, where it has more")
  private boolean allTags;

  @Option(names = "--creds", paramLabel = "U:P", description = "log in as U with password P")
  private @Nullable String creds;

  @Option(
      names = "--creds-file",
      paramLabel = "FILE",
      description = "read U:P from there; - is stdin")
  private @Nullable Path credsFile;

  @Override
  void run(RegistryWiring wiring) throws IOException {
    ImageReference reference = ListTagsCommand.registry(image);
    if (reference.tag() == null && reference.digest() == null) {
      throw new IllegalArgumentException("say which tag or digest of " + reference + " to delete");
    }
    RegistryClient client = wiring.client(Login.of(creds, credsFile, "--creds"));
    String tag = reference.tag();
    if (tag != null && reference.digest() == null && !allTags && deleteTag(client, reference)) {
      out().println("Deleted the tag " + reference.familiar() + ".");
      return;
    }
    Digest digest = client.head(reference).digest();
    List<String> siblings = new TagSiblings(client, wiring.io()).of(reference, digest);
    List<String> others = siblings.stream().filter(name -> !name.equals(tag)).toList();
    if (!others.isEmpty() && !allTags) {
      throw new FailureException(
          new Failure.Conflict(
              "delete",
              reference.familiar(),
              "the tags "
                  + String.join(", ", others)
                  + " stand for the same image and would go too; --all-tags deletes them all",
              others));
    }
    client.writer().delete(reference.withDigest(digest));
    out().println("Deleted " + reference.name() + "@" + digest + tags(siblings) + ".");
  }

  private static String tags(List<String> tags) {
    return tags.isEmpty() ? "" : " with its tags " + String.join(", ", tags);
  }

  private static boolean deleteTag(RegistryClient client, ImageReference tag) {
    try {
      client.writer().delete(tag);
      return true;
    } catch (FailureException e) {
      // Which of these a registry that cannot delete tags answers is its own choice.
      if (e.failure() instanceof Failure.Unsupported || e.failure() instanceof Failure.Invalid) {
        return false;
      }
      throw e;
    }
  }
}
