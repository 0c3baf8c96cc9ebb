package org.dimdesktop.engine.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.Response;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * A response over OkHttp. OkHttp's own close would first try to drain a running stream, and is not
 * made to be called while another thread reads: here the connection is cut first, then the reader
 * is waited for.
 */
final class OkResponse implements EngineResponse {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Call call;
  private final Response response;
  private final EngineRequest request;
  private final TransportErrors errors;
  private final ReentrantLock reading = new ReentrantLock();
  private final InputStream body;
  private volatile boolean ended;
  private volatile boolean closed;

  OkResponse(Call call, Response response, EngineRequest request, TransportErrors errors) {
    this.call = call;
    this.response = response;
    this.request = request;
    this.errors = errors;
    this.body = new Body(response.body().byteStream());
  }

  private final class Body extends FilterInputStream {
    Body(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      reading.lock();
      try {
        if (closed) {
          throw new IOException("closed");
        }
        int read = super.read(bytes, offset, length);
        ended |= read < 0;
        return read;
      } finally {
        reading.unlock();
      }
    }

    @Override
    public void close() {
      OkResponse.this.close();
    }
  }

  @Override
  public int status() {
    return response.code();
  }

  @Override
  public @Nullable String header(String name) {
    return response.header(name);
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public JsonNode json() {
    try (this) {
      byte[] bytes = body.readAllBytes();
      JsonNode json = bytes.length == 0 ? null : JSON.readTree(bytes);
      return json == null ? MissingNode.getInstance() : json;
    } catch (JsonProcessingException | CharConversionException e) {
      throw new FailureException(
          new Failure.Broken(action(), subject(), "the engine's answer is not JSON"), e);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public JsonStream jsonStream() {
    return new JsonLines(this);
  }

  String action() {
    return request.action();
  }

  String subject() {
    return request.subject();
  }

  @Override
  public FailureException failed(IOException e) {
    return errors.of(e, action(), subject(), closed || call.isCanceled());
  }

  @Override
  public void close() {
    closed = true;
    if (!ended) {
      call.cancel();
    }
    reading.lock();
    try {
      response.close();
    } finally {
      reading.unlock();
    }
  }
}
