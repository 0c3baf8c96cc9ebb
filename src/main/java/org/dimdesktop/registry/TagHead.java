package org.dimdesktop.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What a tag points to now.
 *
 * @param pushed when the registry says that it was put there ({@code Last-Modified}); null at
 *     registries that do not say it, as distribution does not
 */
public record TagHead(Descriptor descriptor, @Nullable Instant pushed) {

  static TagHead of(Descriptor descriptor, String lastModified) {
    try {
      return new TagHead(
          descriptor,
          lastModified.isEmpty()
              ? null
              : ZonedDateTime.parse(lastModified, DateTimeFormatter.RFC_1123_DATE_TIME)
                  .toInstant());
    } catch (DateTimeException _) {
      return new TagHead(descriptor, null);
    }
  }
}
