package org.dimdesktop.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.dimdesktop.app.RegistryWiring;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.copy.Choice;
import org.dimdesktop.registry.copy.Copier;
import org.dimdesktop.registry.copy.CopyResult;
import org.dimdesktop.registry.copy.ImageSource;
import org.dimdesktop.registry.copy.ImageTarget;
import org.dimdesktop.registry.copy.Location;
import org.dimdesktop.registry.copy.RepositoryCopy;
import org.dimdesktop.registry.copy.RepositoryCopy.TagResult;
import org.dimdesktop.registry.copy.Transports;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dim copy}. */
@Command(
    name = "copy",
    description = {
      "Copies an image, or many tags of a repository.",
      "SRC and DST are docker://REF (or REF alone), docker-daemon:REF, oci:DIR[:TAG] or"
          + " docker-archive:FILE[:REF].",
      "Of an index only this machine's platform is copied, unless --all or --platform say"
          + " otherwise; only the whole index keeps its digest. Many tags are copied whole."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class CopyCommand extends RegistryCommand {
  @Parameters(index = "0", paramLabel = "SRC")
  private String from;

  @Parameters(index = "1", paramLabel = "DST")
  private String to;

  @Option(
      names = {"-a", "--all"},
      description = "copy an index with all platforms")
  private boolean all;

  @Option(names = "--platform", paramLabel = "OS/ARCH", description = "copy this platform's image")
  private @Nullable String platform;

  @Option(names = "--dry-run", description = "only say what would move")
  private boolean dryRun;

  @Option(names = "--all-tags", description = "copy all tags that are missing or different at DST")
  private boolean allTags;

  @Option(names = "--tag", paramLabel = "TAG", description = "copy this tag so; may be repeated")
  private @Nullable List<String> tags;

  @Option(names = "--src-creds", paramLabel = "U:P", description = "log in so where SRC is")
  private @Nullable String srcCreds;

  @Option(
      names = "--src-creds-file",
      paramLabel = "FILE",
      description = "read U:P there; - is stdin")
  private @Nullable Path srcCredsFile;

  @Option(names = "--dest-creds", paramLabel = "U:P", description = "log in so where DST is")
  private @Nullable String destCreds;

  @Option(
      names = "--dest-creds-file",
      paramLabel = "FILE",
      description = "read U:P there; - is stdin")
  private @Nullable Path destCredsFile;

  @Override
  void run(RegistryWiring wiring) throws Exception {
    if (all && platform != null) {
      throw new IllegalArgumentException("say either --all or --platform, not both");
    }
    Location source = Location.parse(from);
    Location target = Location.parse(to);
    Choice choice = choice();
    RegistryClient reading = wiring.client(Login.of(srcCreds, srcCredsFile, "--src-creds"));
    RegistryClient writing = wiring.client(Login.of(destCreds, destCredsFile, "--dest-creds"));
    CopyReport report = new CopyReport(source.toString(), target.toString(), dryRun);
    ObjectNode json =
        allTags || tags != null
            ? report.of(many(wiring, reading, source, wiring.transports(writing), target, choice))
            : report.of(one(wiring, reading, source, wiring.transports(writing), target, choice));
    print(json);
  }

  private Choice choice() {
    boolean many = allTags || tags != null; // a mirror has what its source has
    if (all || (many && platform == null)) {
      return Choice.ALL;
    }
    return Choice.of(platform == null ? Platform.local() : Platform.parse(platform));
  }

  private CopyResult one(
      RegistryWiring wiring,
      RegistryClient reading,
      Location source,
      Transports transports,
      Location target,
      Choice choice)
      throws Exception {
    Copier copier = wiring.copier();
    CopyResult result =
        WatchedCopy.run(
            wiring,
            err(),
            source.toString(),
            context -> {
              try (ImageTarget open = transports.target(target);
                  ImageSource image =
                      wiring.transports(reading).source(source, Transports.packs(target))) {
                return dryRun
                    ? copier.estimate(image, open, choice, source.toString())
                    : copier.copy(image, open, choice, source.toString(), context);
              }
            });
    if (result.picked() != null) {
      err()
          .println(
              "note: "
                  + source
                  + " is an index; only the image for "
                  + choice.platform()
                  + " is copied, whose digest is "
                  + result.digest()
                  + ". --all copies the index with its own digest, "
                  + result.picked()
                  + ".");
    }
    return result;
  }

  private List<TagResult> many(
      RegistryWiring wiring,
      RegistryClient reading,
      Location source,
      Transports transports,
      Location target,
      Choice choice)
      throws Exception {
    ImageReference repository = ListTagsCommand.registry(from);
    if (repository.tag() != null || repository.digest() != null) {
      throw new IllegalArgumentException("name the repository alone, without a tag: " + source);
    }
    RepositoryCopy copy = new RepositoryCopy(reading, repository, wiring.copier());
    var _ = tagged(target, ImageReference.DEFAULT_TAG); // before anything is asked
    return WatchedCopy.run(
        wiring,
        err(),
        source.toString(),
        context ->
            copy.copy(
                tags == null ? copy.tags() : tags,
                tag -> transports.target(tagged(target, tag)),
                choice,
                dryRun,
                context));
  }

  private static Location tagged(Location target, String tag) {
    if (target instanceof Location.Registry(var reference)
        && reference.tag() == null
        && reference.digest() == null) {
      return new Location.Registry(reference.withTag(tag));
    }
    if (target instanceof Location.Layout(var folder, var name) && name == null) {
      return new Location.Layout(folder, tag);
    }
    throw new IllegalArgumentException(
        "many tags go to a repository or an OCI layout folder named without a tag, not to "
            + target);
  }
}
