package org.dimdesktop.ui.registries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dimdesktop.ui.registries.TreeFilter.Branch;
import org.junit.jupiter.api.Test;

/** What of the tree is left while a person types. */
class TreeFilterTest {
  private static RegistryItem item(String host, String... repositories) {
    return new RegistryItem(
        host,
        false,
        false,
        List.of("typed/one"),
        RegistryItem.State.LISTED,
        List.of(repositories),
        null);
  }

  private final List<RegistryItem> all =
      List.of(item("docker.io"), item("r.example.com", "team/app", "team/web"));

  @Test
  void nothingTypedShowsAllWithWhatWasOpenedByName() {
    assertThat(TreeFilter.of(all, " "))
        .extracting(Branch::repositories)
        .containsExactly(List.of("typed/one"), List.of("team/app", "team/web", "typed/one"));
    assertThat(TreeFilter.of(all, "")).noneMatch(Branch::open);
  }

  @Test
  void allWordsMustBeInTheName() {
    assertThat(TreeFilter.of(all, "EXAMPLE app"))
        .singleElement()
        .satisfies(branch -> {
          assertThat(branch.repositories()).containsExactly("team/app");
          assertThat(branch.open()).isTrue();
        });
    assertThat(TreeFilter.of(all, "nothing")).isEmpty();
  }

  @Test
  void aRegistryIsFoundByItsOwnName() {
    assertThat(TreeFilter.of(all, "docker"))
        .singleElement()
        .satisfies(branch -> assertThat(branch.registry().host()).isEqualTo("docker.io"));
  }
}
