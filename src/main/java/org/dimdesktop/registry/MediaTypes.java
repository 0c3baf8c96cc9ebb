package org.dimdesktop.registry;

import java.util.Locale;

/** The media types of manifests (OCI image spec, Docker registry image manifest v2). */
public final class MediaTypes {
  /** An OCI image index. */
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

  /** An OCI image manifest. */
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /** A Docker manifest list. */
  public static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";

  /** A Docker image manifest, schema 2. */
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";

  /**
   * What every manifest request says it takes: a registry that misses one of the four converts to a
   * format nobody can use, or answers with an error.
   */
  static final String ACCEPT =
      String.join(", ", OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST);

  private static final String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+";

  private MediaTypes() {}

  /** Says whether the type is that of a list of manifests. */
  public static boolean isIndex(String type) {
    return type.equals(OCI_INDEX) || type.equals(DOCKER_LIST);
  }

  /** Says whether the type is that of one platform's image. */
  public static boolean isImage(String type) {
    return type.equals(OCI_MANIFEST) || type.equals(DOCKER_MANIFEST);
  }

  static boolean isSchema1(String type) {
    return type.startsWith(SCHEMA_1);
  }

  /** The type without its parameters, in lower case. */
  static String bare(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
