package org.dimdesktop.registry.copy;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How the bytes of a layer are packed, told by the bytes themselves. */
enum Packing {
  NONE(""),
  GZIP("+gzip"),
  ZSTD("+zstd");

  private static final int MAGIC = 4;

  private final String suffix;

  Packing(String suffix) {
    this.suffix = suffix;
  }

  /** The media type of an OCI layer that is packed so. */
  String layerType() {
    return "application/vnd.oci.image.layer.v1.tar" + suffix;
  }

  /** Looks at the first bytes of a stream that can go back there. */
  static Packing of(BufferedInputStream in) throws IOException {
    in.mark(MAGIC);
    byte[] magic = in.readNBytes(MAGIC);
    in.reset();
    if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
      return GZIP;
    }
    boolean zstd =
        magic.length == MAGIC
            && (magic[0] & 0xff) == 0x28
            && (magic[1] & 0xff) == 0xb5
            && magic[2] == 0x2f
            && (magic[3] & 0xff) == 0xfd;
    return zstd ? ZSTD : NONE;
  }

  /** The bytes as they were before. */
  static InputStream unpack(InputStream packed) throws IOException {
    BufferedInputStream in = new BufferedInputStream(packed, 64 << 10);
    return switch (of(in)) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in, 64 << 10);
      case ZSTD -> new ZstdInputStream(in);
    };
  }
}
