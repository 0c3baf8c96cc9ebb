package org.dimdesktop.dim.daemon.queue;

import java.nio.file.Path;
import org.dimdesktop.build.BuilderPool;
import org.dimdesktop.dim.daemon.git.GitCloner;

/**
 * What builds are done with.
 *
 * @param directory where clones are made
 * @param keepImages whether built images stay on the engine
 */
public record BuildWork(
    GitCloner cloner, BuilderPool builders, Path directory, boolean keepImages) {}
