package org.dimdesktop.ui.builds;

import javafx.util.StringConverter;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/** The kind of a credential in words. */
final class KindText extends StringConverter<CredentialKind> {
  @Override
  public String toString(@Nullable CredentialKind kind) {
    return kind == null ? "" : Strings.get("builds.credential.kind." + kind.wire());
  }

  @Override
  public CredentialKind fromString(String text) {
    throw new UnsupportedOperationException("the box is not editable");
  }
}
