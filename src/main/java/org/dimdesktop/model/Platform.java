package org.dimdesktop.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An operating system and a processor architecture, such as {@code linux/arm64/v8}. */
public record Platform(String os, String architecture, @Nullable String variant) {
  /**
   * Parses {@code os/arch[/variant]}; names are folded to the ones the OCI image spec uses.
   *
   * @throws IllegalArgumentException naming the text, when it has not two or three parts
   */
  public static Platform parse(String text) {
    String[] parts = text.strip().toLowerCase(Locale.ROOT).split("/", -1);
    boolean blankPart = false;
    for (String part : parts) {
      blankPart |= part.isBlank();
    }
    if (parts.length < 2 || parts.length > 3 || blankPart) {
      throw new IllegalArgumentException(
          "not a platform: " + text + " (expected os/architecture, such as linux/arm64)");
    }
    return of(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
  }

  /** Folds the many names of a processor to the ones the OCI image spec uses. */
  public static Platform of(String os, String architecture, @Nullable String variant) {
    String arch =
        switch (architecture) {
          case "x86_64", "x86-64" -> "amd64";
          case "aarch64" -> "arm64";
          case "armhf" -> "arm";
          case "i386", "i686", "x86" -> "386";
          default -> architecture;
        };
    // arm64 is arm64/v8: the variant says nothing more (containerd platforms.Normalize).
    String v = variant == null || variant.isEmpty() ? null : variant;
    if (arch.equals("arm64") && ("v8".equals(v) || "8".equals(v))) {
      v = null;
    }
    if (arch.equals("arm") && v == null) {
      v = "v7";
    }
    return new Platform(os, arch, v);
  }

  /** The platform of the machine that this program runs on, as containers see it: Linux. */
  public static Platform local() {
    return of("linux", System.getProperty("os.arch", "amd64").toLowerCase(Locale.ROOT), null);
  }

  @Override
  public String toString() {
    return variant == null ? os + "/" + architecture : os + "/" + architecture + "/" + variant;
  }
}
