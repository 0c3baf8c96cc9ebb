package org.dimdesktop.build;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildContextTest {
  @TempDir Path temp;

  private Path file(String name, String text) throws IOException {
    Path file = temp.resolve("ctx").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Map<String, TarArchiveEntry> entries(BuildContext context) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    context.writeTo(out);
    Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        entries.put(e.getName(), e);
      }
    }
    return entries;
  }

  private Map<String, TarArchiveEntry> entries(String dockerfile) throws IOException {
    Path root = temp.resolve("ctx");
    return entries(BuildContext.of(root, root.resolve(dockerfile)));
  }

  @Test
  void keepsOrderModesAndLinks() throws IOException {
    file("b/run.sh", "x");
    file("a", "x");
    file("Dockerfile", "FROM scratch");
    file(".git/HEAD", "x");
    file("ü".repeat(120), "long, and not ASCII");
    Path root = temp.resolve("ctx");
    Files.setPosixFilePermissions(
        root.resolve("b/run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("b/run.sh"));

    Map<String, TarArchiveEntry> entries = entries("Dockerfile");

    assertThat(entries.keySet())
        .containsExactly("Dockerfile", "a", "b/", "b/run.sh", "link", "ü".repeat(120));
    assertThat(requireNonNull(entries.get("b/run.sh")).getMode() & 0777).isEqualTo(0751);
    TarArchiveEntry link = requireNonNull(entries.get("link"));
    assertThat(link.isSymbolicLink()).isTrue();
    assertThat(link.getLinkName()).isEqualTo("b/run.sh");
  }

  @Test
  void leavesOutWhatDockerignoreNamesAndBringsBackWhatItExcepts() throws IOException {
    file("Dockerfile", "FROM scratch");
    file(".dockerignore", "**\n!docs/public\n");
    file("docs/public/index.md", "x");
    file("docs/secret.md", "x");
    file("src/main.c", "x");
    assertThat(entries("Dockerfile").keySet())
        .containsExactly(
            ".dockerignore", "Dockerfile", "docs/", "docs/public/", "docs/public/index.md");
  }

  @Test
  void prefersTheIgnoreFileOfTheDockerfile() throws IOException {
    file("build/prod.Dockerfile", "FROM scratch");
    file("build/prod.Dockerfile.dockerignore", "a\nbuild\n");
    file(".dockerignore", "b");
    file("a", "x");
    file("b", "x");
    assertThat(entries("build/prod.Dockerfile").keySet())
        .containsExactly(
            ".dockerignore",
            "b",
            "build/",
            "build/prod.Dockerfile",
            "build/prod.Dockerfile.dockerignore");
  }

  @Test
  void sendsADockerfileThatStandsOutsideBesideTheContext() throws IOException {
    file("a", "x");
    Path outside = Files.writeString(temp.resolve("Dockerfile"), "FROM scratch");
    BuildContext context = BuildContext.of(temp.resolve("ctx"), outside);
    assertThat(entries(context).keySet()).containsExactly("a", context.dockerfileName());
  }
}
