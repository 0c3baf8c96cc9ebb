package org.dimdesktop.registry.copy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.dimdesktop.model.Digest;
import org.dimdesktop.registry.BlobSource;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Makes blobs of the layers in an archive, which registries store packed and archives do not. */
final class LayerPacker {
  private final ArchiveFile archive;
  private final Path scratch;
  private final boolean pack;
  private final String subject;

  /** A blob and where its bytes are. */
  record Packed(Descriptor blob, BlobSource source) {}

  LayerPacker(ArchiveFile archive, Path scratch, boolean pack, String subject) {
    this.archive = archive;
    this.scratch = scratch;
    this.pack = pack;
    this.subject = subject;
  }

  /**
   * The blob of a layer.
   *
   * @param diffId the digest that the unpacked layer must have by the image's configuration
   */
  Packed layer(String path, Digest diffId) {
    try (BufferedInputStream in = new BufferedInputStream(archive.open(path), 64 << 10)) {
      Packing packing = Packing.of(in);
      if (packing == Packing.NONE && pack) {
        return gzip(in, path, diffId);
      }
      MessageDigest hash = sha256();
      try (DigestInputStream hashed = new DigestInputStream(in, hash)) {
        hashed.transferTo(OutputStream.nullOutputStream());
      }
      Digest digest = digest(hash);
      if (packing == Packing.NONE) {
        check(path, digest, diffId);
      }
      Descriptor blob = Descriptor.of(packing.layerType(), digest, archive.size(path));
      return new Packed(blob, entry(path, blob));
    } catch (IOException e) {
      throw Disk.failure("read", subject, e);
    }
  }

  private Packed gzip(InputStream in, String path, Digest diffId) throws IOException {
    Path file = Files.createTempFile(scratch, "layer", ".gz");
    MessageDigest plain = sha256();
    MessageDigest packed = sha256();
    try (DigestInputStream hashed = new DigestInputStream(in, plain);
        OutputStream out =
            new GZIPOutputStream(
                new DigestOutputStream(Files.newOutputStream(file), packed), 64 << 10)) {
      hashed.transferTo(out);
    }
    check(path, digest(plain), diffId);
    Descriptor blob = Descriptor.of(Packing.GZIP.layerType(), digest(packed), Files.size(file));
    return new Packed(blob, BlobSource.ofFile(file, blob, subject));
  }

  /** An entry that is a blob already, verified while it is read. */
  BlobSource entry(String path, Descriptor blob) {
    return offset -> {
      try {
        InputStream in = archive.open(path);
        if (offset > 0) {
          in.skipNBytes(offset);
          return in;
        }
        return BlobSource.verified(in, blob, subject);
      } catch (IOException e) {
        throw Disk.failure("read", subject, e);
      }
    };
  }

  private void check(String path, Digest actual, Digest diffId) {
    if (!actual.equals(diffId)) {
      throw new FailureException(
          new Failure.Broken(
              "read", subject, path + " is damaged: its digest is " + actual + ", not " + diffId));
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static Digest digest(MessageDigest hash) {
    return new Digest("sha256", HexFormat.of().formatHex(hash.digest()));
  }
}
