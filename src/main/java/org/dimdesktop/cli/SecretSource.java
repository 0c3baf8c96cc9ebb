package org.dimdesktop.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret comes from: standard input, a file, or a prompt that does not echo; never an
 * argument, which every user of the machine could read.
 *
 * @param stdin whether it is all of standard input
 * @param file the file it is in, or null
 * @param option what the options of the command begin with, such as {@code --secret}
 */
public record SecretSource(boolean stdin, @Nullable Path file, String option) {
  private static final int MAX_BYTES = 64 * 1024;

  /**
   * The secret, without the line break at its end.
   *
   * @throws IllegalArgumentException when it is empty, too long, or there is nobody to ask
   */
  public String read(String prompt) throws IOException {
    if (stdin && file != null) {
      throw new IllegalArgumentException(
          "say either " + option + "-stdin or " + option + "-file, not both");
    }
    String secret;
    if (stdin) {
      secret = text(System.in, "standard input");
    } else if (file != null) {
      try (InputStream in = Files.newInputStream(file)) {
        secret = text(in, file.toString());
      }
    } else {
      secret = ask(prompt);
    }
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("the secret is empty");
    }
    return secret;
  }

  /** Asks at the terminal. */
  @SuppressWarnings("SystemConsoleNull") // its contract still allows null
  private String ask(String prompt) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new IllegalArgumentException(
          "there is no terminal to ask at; use " + option + "-stdin or " + option + "-file");
    }
    char[] typed = console.readPassword("%s: ", prompt);
    if (typed == null) {
      throw new IllegalArgumentException("nothing was typed");
    }
    String secret = new String(typed);
    Arrays.fill(typed, ' ');
    return secret;
  }

  private static String text(InputStream in, String place) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(place + " holds more than 64 KiB");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.replaceFirst("\\r?\\n\\z", "");
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(place + " is not text in UTF-8", e);
    }
  }
}
