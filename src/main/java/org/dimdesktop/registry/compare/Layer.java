package org.dimdesktop.registry.compare;

import org.dimdesktop.model.Digest;

/**
 * A layer of an image.
 *
 * @param digest of the blob, as it is packed
 * @param content the digest of what is in it, unpacked, where that is known
 * @param size bytes of the blob, or -1
 * @param command what made it, or the empty text
 */
public record Layer(Digest digest, String content, long size, String command) {}
