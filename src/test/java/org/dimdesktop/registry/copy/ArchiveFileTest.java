package org.dimdesktop.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFileTest {
  private static final int ENTRIES = 8;
  private static final int ROUNDS = 10;
  private static final int SOME_BYTES = 200;

  @TempDir Path dir;

  @Test
  void entriesThatAreReadAtTheSameTimeDoNotGetInEachOthersWay() throws Exception {
    List<byte[]> contents = new ArrayList<>();
    Path file = dir.resolve("a.tar");
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < ENTRIES; i++) {
        byte[] content = new byte[200_000 + i];
        new Random(i).nextBytes(content);
        contents.add(content);
        TarArchiveEntry entry = new TarArchiveEntry("layer-" + i);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    try (ArchiveFile archive = new ArchiveFile(file, dir, "a.tar");
        ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        List<Future<byte[]>> read = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
          String name = "layer-" + i;
          read.add(io.submit(() -> whole(archive, name)));
        }
        for (int i = 0; i < ENTRIES; i++) {
          assertThat(read.get(i).get()).as("layer-" + i).isEqualTo(contents.get(i));
        }
      }
    }
  }

  @Test
  void aLinkLeadsToItsEntryAndOneThatNoNameCanBeToNone() throws IOException {
    Path file = dir.resolve("links.tar");
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      link(tar, "a/good", "../b/../layer");
      link(tar, "a/bad", "x".repeat(120) + "\0layer");
      link(tar, "a/round", "round");
      TarArchiveEntry entry = new TarArchiveEntry("layer");
      entry.setSize(1);
      tar.putArchiveEntry(entry);
      tar.write('L');
      tar.closeArchiveEntry();
    }
    try (ArchiveFile archive = new ArchiveFile(file, dir, "links.tar")) {
      assertThat(archive.read("a/good")).isEqualTo(new byte[] {'L'});
      assertThat(archive.has("a/bad")).isFalse();
      assertThat(archive.has("a/round")).isFalse();
      assertThatThrownBy(() -> archive.read("a/bad"))
          .isInstanceOf(FailureException.class)
          .hasMessageContaining("it lacks a/bad");
    }
  }

  private static void link(TarArchiveOutputStream tar, String name, String to) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(to);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static byte[] whole(ArchiveFile archive, String name) {
    try (InputStream in = archive.open(name)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] little = new byte[SOME_BYTES]; // the less at a time, the more often they may meet
      for (int n = in.read(little); n >= 0; n = in.read(little)) {
        out.write(little, 0, n);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
