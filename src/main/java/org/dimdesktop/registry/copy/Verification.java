package org.dimdesktop.registry.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.dimdesktop.task.Progress.Unit;

/** Reads an image to its last byte, which checks every manifest and blob against its digest. */
public final class Verification {
  private Verification() {}

  /**
   * Reads the image; blocks, is ended by an interrupt.
   *
   * @throws org.dimdesktop.task.FailureException Broken or NotFound where something is wrong
   */
  public static void of(ImageSource source, String subject, OperationContext context) {
    CopyPlan plan = CopyPlan.of(source, Choice.ALL, subject);
    long before = 0;
    for (Descriptor blob : plan.blobs()) {
      long start = before;
      try (InputStream in = source.blob(blob).open(0)) {
        Disk.transfer(
            in,
            OutputStream.nullOutputStream(),
            position ->
                context.report(
                    Progress.of(
                        subject, Phase.VERIFYING, start + position, plan.size(), Unit.BYTES)));
      } catch (IOException e) {
        throw Disk.failure("verify", subject, e);
      }
      before += blob.size();
    }
  }
}
