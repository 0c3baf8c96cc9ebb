package org.dimdesktop.ui.registries.actions;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.RegistryLogin;
import org.dimdesktop.registry.TagInspector;
import org.dimdesktop.registry.copy.Transports;
import org.dimdesktop.task.OperationQueue;

/**
 * What the actions of the registries stand on.
 *
 * @param inspector what is known of tags without asking again
 * @param names names in registries that begin with what is typed; may block
 */
public record RegistryServices(
    RegistryClient client,
    TagInspector inspector,
    Transports transports,
    RegistryLogin logins,
    OperationQueue operations,
    Function<String, List<String>> names,
    Executor io,
    Executor fx) {}
