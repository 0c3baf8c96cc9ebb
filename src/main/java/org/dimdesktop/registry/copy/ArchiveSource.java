package org.dimdesktop.registry.copy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.BlobSource;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.Parallel;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * An image in a file of {@code docker save}. Where the file keeps the manifest that the image had
 * in its registry, with its packed layers, that is what is copied; else one is made.
 */
final class ArchiveSource implements ImageSource {
  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
  private static final int LAYERS_AT_A_TIME = 4;

  private final ArchiveFile archive;
  private final Path scratch;
  private final @Nullable ImageReference wanted;
  private final boolean pack;
  private final String subject;
  private final Executor io;
  private final LayerPacker packer;
  private final Map<Digest, BlobSource> made = new ConcurrentHashMap<>();

  /**
   * Opens a file.
   *
   * @param wanted the image's name, or null where there is one only
   * @param pack whether layers are to be packed with gzip, as registries want them
   * @param scratch an empty folder, deleted at the end
   */
  ArchiveSource(
      Path file,
      @Nullable ImageReference wanted,
      boolean pack,
      Path scratch,
      String subject,
      Executor io) {
    this.archive = new ArchiveFile(file, scratch, subject);
    this.wanted = wanted;
    this.pack = pack;
    this.scratch = scratch;
    this.subject = subject;
    this.io = io;
    this.packer = new LayerPacker(archive, scratch, pack, subject);
  }

  @Override
  public Manifest top() {
    Manifest kept = kept();
    return kept != null ? kept : make();
  }

  /** The manifest that came with the image, if it can go to where the image is copied. */
  private @Nullable Manifest kept() {
    if (!archive.has("index.json") || !archive.has("oci-layout")) {
      return null;
    }
    LayoutIndex index = LayoutIndex.read(archive.read("index.json"), subject);
    Descriptor entry;
    try {
      entry = index.find(wanted == null ? null : wanted.toString());
    } catch (FailureException e) {
      if (archive.has(DockerArchive.MANIFEST)) {
        return null; // the other list may name it in another way
      }
      throw e;
    }
    if (!archive.has(path(entry.digest()))) {
      return null;
    }
    Manifest manifest = manifest(entry);
    boolean plain =
        manifest.layers().stream()
            .anyMatch(layer -> layer.mediaType().endsWith(".tar") || missing(layer));
    return plain && archive.has(DockerArchive.MANIFEST) && pack ? null : manifest;
  }

  private boolean missing(Descriptor blob) {
    return !archive.has(path(blob.digest()));
  }

  private static String path(Digest digest) {
    return "blobs/" + digest.algorithm() + "/" + digest.hex();
  }

  private Manifest make() {
    DockerArchive image = DockerArchive.find(archive, wanted, subject);
    byte[] config = archive.read(image.config());
    List<Digest> diffIds = DockerArchive.diffIds(config, subject);
    if (diffIds.size() != image.layers().size()) {
      throw new FailureException(
          new Failure.Broken("read", subject, "its configuration names other layers than it has"));
    }
    Map<Integer, Descriptor> layers = new ConcurrentHashMap<>();
    List<Integer> numbers = IntStream.range(0, diffIds.size()).boxed().toList();
    Parallel.each(
        io,
        LAYERS_AT_A_TIME,
        numbers,
        "read",
        subject,
        i -> {
          LayerPacker.Packed layer = packer.layer(image.layers().get(i), diffIds.get(i));
          made.put(layer.blob().digest(), layer.source());
          layers.put(i, layer.blob());
        });
    MessageDigest hash = LayerPacker.sha256();
    hash.update(config);
    Descriptor descriptor = Descriptor.of(CONFIG_TYPE, LayerPacker.digest(hash), config.length);
    made.put(descriptor.digest(), offset -> rest(config, offset));
    return manifest(descriptor, numbers.stream().map(layers::get).toList());
  }

  private static ByteArrayInputStream rest(byte[] bytes, long offset) {
    return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
  }

  private Manifest manifest(Descriptor config, List<Descriptor> layers) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_MANIFEST);
    describe(tree.putObject("config"), config);
    ArrayNode list = tree.putArray("layers");
    layers.forEach(layer -> describe(list.addObject(), layer));
    byte[] raw = tree.toString().getBytes(StandardCharsets.UTF_8);
    return Manifest.read(raw, MediaTypes.OCI_MANIFEST, null, "read", subject);
  }

  private static void describe(ObjectNode entry, Descriptor blob) {
    entry.put("mediaType", blob.mediaType());
    entry.put("digest", blob.digest().toString());
    entry.put("size", blob.size());
  }

  @Override
  public Manifest manifest(Descriptor child) {
    byte[] raw = archive.read(path(child.digest()));
    return Manifest.read(raw, child.mediaType(), child.digest(), "read", subject);
  }

  @Override
  public BlobSource blob(Descriptor blob) {
    BlobSource source = made.get(blob.digest());
    return source != null ? source : packer.entry(path(blob.digest()), blob);
  }

  @Override
  public void close() {
    archive.close();
    Disk.delete(scratch);
  }
}
