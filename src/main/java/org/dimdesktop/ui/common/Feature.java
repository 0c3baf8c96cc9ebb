package org.dimdesktop.ui.common;

import java.util.function.Supplier;
import org.kordamp.ikonli.Ikon;

/**
 * An entry of the side navigation and how to make its view when it is first needed.
 *
 * @param id the view's id
 * @param titleKey the key of its name in {@link Strings}
 * @param view makes the view, once, on the JavaFX thread
 */
public record Feature(String id, String titleKey, Ikon icon, Supplier<FeatureView> view) {}
