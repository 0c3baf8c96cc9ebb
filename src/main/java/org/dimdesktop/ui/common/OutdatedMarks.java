package org.dimdesktop.ui.common;

import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Which containers and images are known to be behind their registries: whoever finds it out says it
 * here, and lists show it. JavaFX thread only.
 */
public final class OutdatedMarks {
  private final ReadOnlyObjectWrapper<Behind> behind = new ReadOnlyObjectWrapper<>(Behind.NONE);

  /**
   * An image under one of its names.
   *
   * @param id the engine's id of it
   * @param name its name with the tag, as the engine lists it
   */
  public record Named(String id, String name) {}

  /**
   * What is behind, each with the reason as a sentence.
   *
   * @param containers by their ids
   */
  public record Behind(Map<String, String> containers, Map<Named, String> images) {
    /** Nothing is known to be. */
    public static final Behind NONE = new Behind(Map.of(), Map.of());

    public Behind {
      containers = Map.copyOf(containers);
      images = Map.copyOf(images);
    }

    /** Why a container is behind; empty when it is not known to be. */
    public String container(String id) {
      return containers.getOrDefault(id, "");
    }

    /** Why an image is behind under this name; empty when it is not known to be. */
    public String image(String id, String name) {
      return images.getOrDefault(new Named(id, name), "");
    }
  }

  /** What is known now. */
  public ReadOnlyObjectProperty<Behind> behindProperty() {
    return behind.getReadOnlyProperty();
  }

  /** Says what is known from now on. */
  public void set(Behind known) {
    behind.set(known);
  }
}
