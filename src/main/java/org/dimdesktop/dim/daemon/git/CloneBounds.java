package org.dimdesktop.dim.daemon.git;

import java.io.IOException;
import org.dimdesktop.dim.api.ErrorClass;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * How much a clone may be, so that one repository can't fill the disk.
 *
 * @param bytes of what is fetched, and of the files that are checked out
 * @param files that are checked out
 */
public record CloneBounds(long bytes, int files) {
  /** 4 GiB and half a million files. */
  public static final CloneBounds USUAL = new CloneBounds(4L << 30, 500_000);

  /** Looks through a commit's files before any is written; a few bytes can name millions. */
  void requireSmall(Repository repository, ObjectId commit) throws IOException, CloneException {
    long size = 0;
    int count = 0;
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk files = new TreeWalk(repository)) {
      files.addTree(commits.parseCommit(commit).getTree());
      files.setRecursive(true);
      while (files.next()) {
        if (FileMode.GITLINK.equals(files.getFileMode(0))) {
          continue; // a submodule, which is not fetched
        }
        count++;
        if (count > this.files) {
          throw new CloneException(
              ErrorClass.CLONE_FAILED, "the repository has more than " + this.files + " files");
        }
        size +=
            files
                .getObjectReader()
                .getObjectSize(files.getObjectId(0), org.eclipse.jgit.lib.Constants.OBJ_BLOB);
        if (size > bytes) {
          throw tooLarge();
        }
      }
    }
  }

  CloneException tooLarge() {
    return new CloneException(
        ErrorClass.CLONE_FAILED, "the repository is larger than " + text(bytes));
  }

  private static String text(long bytes) {
    return bytes >= 1L << 30 ? (bytes >> 30) + " GiB" : bytes + " bytes";
  }
}
