package org.dimdesktop.engine.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import okio.BufferedSink;
import okio.Okio;
import okio.Socket;

/** The raw stream that an upgraded connection has become. */
final class OkDuplex implements DuplexStream {
  private final Socket socket;
  private final InputStream input;
  private final BufferedSink sink;

  OkDuplex(Socket socket) {
    this.socket = socket;
    this.input = Okio.buffer(socket.getSource()).inputStream();
    this.sink = Okio.buffer(socket.getSink());
  }

  @Override
  public InputStream input() {
    return input;
  }

  @Override
  public OutputStream output() {
    return sink.outputStream();
  }

  @Override
  public void halfClose() throws IOException {
    sink.close();
  }

  @Override
  public void close() {
    socket.cancel();
  }
}
