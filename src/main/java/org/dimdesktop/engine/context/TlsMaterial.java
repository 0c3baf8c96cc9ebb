package org.dimdesktop.engine.context;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the TLS files of an endpoint are; what is null is not used.
 *
 * @param ca the authorities to trust (PEM), or null for those of the platform
 * @param cert our certificate (PEM), or null when the engine asks for none
 * @param key the certificate's private key (PEM)
 * @param skipVerify takes any certificate of the engine, as the docker CLI does on request
 */
public record TlsMaterial(
    @Nullable Path ca, @Nullable Path cert, @Nullable Path key, boolean skipVerify) {}
