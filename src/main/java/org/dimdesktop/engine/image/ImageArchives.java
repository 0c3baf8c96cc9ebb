package org.dimdesktop.engine.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.dimdesktop.engine.transport.BodyWriter;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.engine.transport.EngineRequest;
import org.dimdesktop.engine.transport.EngineResponse;
import org.dimdesktop.engine.transport.JsonStream;

/**
 * {@code docker save} and {@code docker load}. Every method blocks, may be interrupted, and throws
 * {@link org.dimdesktop.task.FailureException} only. Thread-safe.
 */
public final class ImageArchives {
  private final EngineHttp http;

  /** Works on the engine behind {@code http}. */
  public ImageArchives(EngineHttp http) {
    this.http = http;
  }

  /** The tar of one image, by name or id; the caller closes it. */
  public InputStream save(String image) {
    EngineResponse response =
        http.execute(EngineRequest.get("images/get", "save", image).withQuery("names", image));
    return new FilterInputStream(response.body()) {
      @Override
      public void close() throws IOException {
        response.close();
      }
    };
  }

  /** Loads the images of a tar that is written while it is sent. */
  public void load(String image, BodyWriter tar) {
    EngineRequest request =
        EngineRequest.post("images/load", "load", image)
            .withQuery("quiet", 1)
            .withBody("application/x-tar", tar);
    try (EngineResponse response = http.execute(request);
        JsonStream items = response.jsonStream()) {
      JsonNode item = items.nextOrFail();
      while (item != null) {
        item = items.nextOrFail();
      }
    }
  }
}
