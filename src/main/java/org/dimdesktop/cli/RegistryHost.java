package org.dimdesktop.cli;

import org.dimdesktop.model.ImageReference;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a registry's host as people write it, out of a browser's address line too; the result is
 * named as references have it: {@code quay.io}, {@code 127.0.0.1:5000}, {@code docker.io}.
 */
final class RegistryHost implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    String host = text.strip().replaceFirst("(?i)^https?://", "").replaceFirst("/.*$", "");
    ImageReference reference;
    try {
      reference = ImageReference.parse(host + "/name");
    } catch (IllegalArgumentException _) {
      throw new TypeConversionException("not the host of a registry: " + text);
    }
    // "quay/name" would be a repository of Docker Hub.
    if (!reference.path().equals("name") && !reference.path().equals("library/name")) {
      throw new TypeConversionException(
          "not the host of a registry: " + text + " (it is to hold a dot or a port)");
    }
    return reference.domain();
  }
}
