package org.dimdesktop.updates.apply;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Only what certainly does not fit is refused. */
@EnabledOnOs(OS.LINUX)
class EngineDiskTest {
  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;

  private static ObjectNode info(String host, String root) {
    return JsonNodeFactory.instance.objectNode().put("Name", host).put("DockerRootDir", root);
  }

  private static String thisHost() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
  }

  @Test
  void twiceWhatIsPulledMustBeFree() throws IOException {
    EngineDisk disk = EngineDisk.of(info(thisHost(), folder.toString()));
    long free = Files.getFileStore(folder).getUsableSpace();
    assertThatNoException().isThrownBy(() -> disk.requireRoom("web", 0));
    assertThatNoException().isThrownBy(() -> disk.requireRoom("web", free / 4));
    assertThatThrownBy(() -> disk.requireRoom("web", free / 2 + 512 * MEGABYTE))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void ofAnEngineElsewhereNothingIsKnown() throws IOException {
    for (ObjectNode other :
        new ObjectNode[] {
          info("another-machine", folder.toString()),
          info(thisHost(), folder.resolve("not-here").toString()),
          info(thisHost(), "C:\\ProgramData\\docker"),
          info(thisHost(), ""),
          JsonNodeFactory.instance.objectNode()
        }) {
      assertThatNoException()
          .isThrownBy(() -> EngineDisk.of(other).requireRoom("web", Long.MAX_VALUE));
    }
  }
}
