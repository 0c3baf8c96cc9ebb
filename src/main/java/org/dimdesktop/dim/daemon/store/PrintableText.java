package org.dimdesktop.dim.daemon.store;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Text as both databases can hold it: PostgreSQL refuses NUL and SQLite ends at it, so whatever a
 * client sends, it becomes U+FFFD.
 */
final class PrintableText extends AbstractArgumentFactory<String> {
  PrintableText() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    String text = value.replace('\0', '\uFFFD');
    return (position, statement, context) -> statement.setString(position, text);
  }
}
