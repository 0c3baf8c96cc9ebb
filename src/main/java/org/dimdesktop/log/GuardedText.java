package org.dimdesktop.log;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** A text that lets a cancelled search leave even an expression that backtracks for ever. */
record GuardedText(String text, BooleanSupplier cancelled) implements CharSequence {

  @Override
  public char charAt(int index) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
