package org.dimdesktop.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.support.FxRun.onFx;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import org.dimdesktop.support.FxRun;
import org.dimdesktop.ui.common.Feature;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.PaletteEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

/** What the palette leads to is in sight before it is chosen there. */
class PalettePlacesTest {
  private final List<String> done = new ArrayList<>();

  @BeforeAll
  static void toolkit() {
    FxRun.startToolkit();
  }

  private final class Place implements FeatureView {
    private final String id;
    private final Pane pane = new Pane();

    Place(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Node node() {
      return pane;
    }

    @Override
    public void shown() {
      done.add("shown " + id);
    }

    @Override
    public void hidden() {}

    @Override
    public List<PaletteEntry> palette() {
      return List.of(
          PaletteEntry.inView("go " + id, "", Feather.BOX, () -> done.add("go " + id)),
          new PaletteEntry("do " + id, "", Feather.BOX, () -> done.add("do " + id)));
    }
  }

  private Feature feature(String id) {
    return new Feature(id, "app.name", Feather.BOX, () -> new Place(id));
  }

  @Test
  void aResourceBringsItsViewIntoSightAndAnActionDoesNot() throws Exception {
    ViewHost host = onFx(() -> new ViewHost(List.of(feature("a"), feature("b")), _ -> {}));
    onFx(() -> {
      host.show("a");
      for (PaletteEntry entry : host.palette(host::show)) {
        if (entry.title().endsWith(" b")) {
          entry.run().run();
        }
      }
      return true;
    });
    assertThat(done).containsExactly("shown a", "shown b", "go b", "do b");
  }
}
