package org.dimdesktop.engine.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
  private final List<String> lines = new ArrayList<>();
  private final LogSink sink =
      (channel, bytes, offset, length) ->
          lines.add(channel + " " + new String(bytes, offset, length, StandardCharsets.UTF_8));

  private static byte[] frame(int channel, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int n = payload.length;
    out.writeBytes(new byte[] {(byte) channel, 0, 0, 0});
    out.writeBytes(new byte[] {(byte) (n >>> 24), (byte) (n >>> 16), (byte) (n >>> 8), (byte) n});
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Gives at most {@code step} bytes a read, so that every border is met. */
  private static InputStream slowly(byte[] bytes, int step) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] b, int off, int len) {
        return super.read(b, off, Math.min(len, step));
      }
    };
  }

  @Test
  void whatTheEngineItselfSaysIsALineToo() throws IOException {
    byte[] stream = frame(3, utf8("error from daemon in stream: the log is damaged\n"));
    new FrameDecoder(false, sink).read(new ByteArrayInputStream(stream));
    assertThat(lines).containsExactly("STDERR error from daemon in stream: the log is damaged");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 9, 1024, 1 << 20})
  void linesAreWholeWhereverFramesAndReadsEnd(int step) throws IOException {
    byte[] text = utf8("grüße\nzweite\r\n\nletzte ohne Umbruch");
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < text.length; i += 3) { // splits the ü as well
      byte[] part = java.util.Arrays.copyOfRange(text, i, Math.min(text.length, i + 3));
      stream.writeBytes(frame(1, part));
      stream.writeBytes(frame(2, i == 0 ? utf8("err\n") : new byte[0]));
    }
    new FrameDecoder(false, sink).read(slowly(stream.toByteArray(), step));
    assertThat(lines)
        .containsExactly(
            "STDERR err", "STDOUT grüße", "STDOUT zweite", "STDOUT ", "STDOUT letzte ohne Umbruch");
  }

  @Test
  void terminalBytesAreNeverTakenForFrames() throws IOException {
    new FrameDecoder(true, sink).read(new ByteArrayInputStream(utf8("\u0001\0\0\0abc\r\nrest")));
    assertThat(lines).containsExactly("STDOUT \u0001\0\0\0abc", "STDOUT rest");
  }

  @Test
  void streamThatEndsWithinAFrameGivesWhatItHadAndFails() {
    byte[] whole = frame(1, utf8("first\nsecond"));
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 2);
    assertThatThrownBy(() -> new FrameDecoder(false, sink).read(new ByteArrayInputStream(cut)))
        .isInstanceOf(EOFException.class);
    assertThat(lines).containsExactly("STDOUT first", "STDOUT seco");
  }

  @Test
  void randomBytesFailOrEndButNeverHang() {
    Random random = new Random(7);
    for (int run = 0; run < 500; run++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      try {
        new FrameDecoder(false, sink).read(new ByteArrayInputStream(bytes));
        assertThat(bytes.length == 0 || bytes[0] <= 2).isTrue();
      } catch (IOException expected) {
        assertThat(expected).isNotNull();
      }
    }
  }
}
