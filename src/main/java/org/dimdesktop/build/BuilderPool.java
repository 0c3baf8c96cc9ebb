package org.dimdesktop.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Builders on several engines; each build gets the one with the fewest builds. Thread-safe. */
public final class BuilderPool {
  private final List<Place> places = new ArrayList<>();

  private record Place(ImageBuilder builder, AtomicInteger busy) {}

  /** A pool of at least one builder; among those that are equally busy the first is taken. */
  public BuilderPool(List<ImageBuilder> builders) {
    if (builders.isEmpty()) {
      throw new IllegalArgumentException("there must be an engine to build on");
    }
    builders.forEach(b -> places.add(new Place(b, new AtomicInteger())));
  }

  /** A builder for one build; it counts as busy until this is closed, which may be done once. */
  public static final class Lease implements AutoCloseable {
    private final Place place;

    private Lease(Place place) {
      this.place = place;
    }

    /** What this build is made, pushed and removed with. */
    public ImageBuilder builder() {
      return place.builder();
    }

    @Override
    public void close() {
      place.busy().decrementAndGet();
    }
  }

  /** Takes the least busy builder. */
  public synchronized Lease take() {
    Place least = places.stream().min(Comparator.comparingInt(p -> p.busy().get())).orElseThrow();
    least.busy().incrementAndGet();
    return new Lease(least);
  }
}
