package org.dimdesktop.registry.compare;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer of the first image, the second, or both.
 *
 * @param position where it is shown, counted from 1
 */
public record LayerChange(
    int position, Difference difference, @Nullable Layer left, @Nullable Layer right) {

  /** The layer itself: the second image's where both have it. */
  public Layer layer() {
    Layer one = right == null ? left : right;
    if (one == null) {
      throw new IllegalStateException("a change of no layer");
    }
    return one;
  }

  /** How many bytes the second image is larger by it. */
  public long growth() {
    return size(right) - size(left);
  }

  private static long size(@Nullable Layer layer) {
    return layer == null ? 0 : Math.max(0, layer.size());
  }

  /** Lines two lists of layers up by their longest common part, lowest first. */
  static List<LayerChange> of(List<Layer> left, List<Layer> right) {
    int[][] common = new int[left.size() + 1][right.size() + 1];
    for (int i = left.size() - 1; i >= 0; i--) {
      for (int j = right.size() - 1; j >= 0; j--) {
        common[i][j] =
            same(left.get(i), right.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<LayerChange> changes = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < left.size() || j < right.size()) {
      int position = changes.size() + 1;
      if (i < left.size() && j < right.size() && same(left.get(i), right.get(j))) {
        Layer before = left.get(i++);
        Layer now = right.get(j++);
        boolean packed = before.digest().equals(now.digest());
        changes.add(
            new LayerChange(position, packed ? Difference.SAME : Difference.REPACKED, before, now));
      } else if (i < left.size() && (j == right.size() || common[i + 1][j] >= common[i][j + 1])) {
        changes.add(new LayerChange(position, Difference.REMOVED, left.get(i++), null));
      } else {
        changes.add(new LayerChange(position, Difference.ADDED, null, right.get(j++)));
      }
    }
    return List.copyOf(changes);
  }

  private static boolean same(Layer left, Layer right) {
    return left.digest().equals(right.digest()) || left.content().equals(right.content());
  }
}
