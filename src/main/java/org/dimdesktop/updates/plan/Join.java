package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A network that a container is connected to after it was made, because its engine takes one only.
 */
public record Join(String network, ObjectNode endpoint) {}
