package org.dimdesktop.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.client.DimClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dim submit}: prints the new build's id. */
@Command(name = "submit", description = "Queues a build and prints its id.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class SubmitCommand extends ClientCommand {
  @Option(names = "--repo", required = true, paramLabel = "URL")
  private String repo;

  @Option(names = "--ref", required = true, paramLabel = "REF")
  private String ref;

  @Option(names = "--image", required = true, paramLabel = "IMG")
  private String image;

  @Option(names = "--tag", required = true, paramLabel = "T")
  private String tag;

  @Option(
      names = "--dockerfile",
      paramLabel = "PATH",
      defaultValue = BuildRequest.DEFAULT_DOCKERFILE)
  private String dockerfile;

  @Option(names = "--context", paramLabel = "DIR", defaultValue = BuildRequest.DEFAULT_CONTEXT)
  private String context;

  @Option(names = "--build-arg", paramLabel = "KEY=VAL")
  private @Nullable List<String> buildArgs;

  @Option(names = "--target", paramLabel = "STAGE")
  private @Nullable String target;

  @Option(names = "--platform", paramLabel = "OS/ARCH")
  private @Nullable String platform;

  @Option(names = "--no-cache")
  private boolean noCache;

  @Override
  void run(DimClient client) {
    BuildRequest request =
        new BuildRequest(
            repo, ref, image, tag, dockerfile, context, args(), target, platform, noCache);
    // A key of its own for each call: a request that is sent again makes no second build.
    out().println(client.submit(request, UUID.randomUUID().toString()).id());
  }

  private Map<String, String> args() {
    Map<String, String> args = new LinkedHashMap<>();
    for (String arg : buildArgs == null ? List.<String>of() : buildArgs) {
      int equals = arg.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--build-arg must be KEY=VAL");
      }
      args.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    return args;
  }
}
