package org.dimdesktop.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/**
 * Gets HTTP and JSON ready on a second processor while the words of a command are still read: what
 * both set up at their first use takes longer than a registry nearby does for its answer.
 */
public final class HeadStart {
  private HeadStart() {}

  /** Begins on a thread of its own, which keeps no process alive; there is nothing to wait for. */
  public static Thread begin() {
    return Thread.ofPlatform().daemon().name("head-start").start(HeadStart::run);
  }

  private static void run() {
    try {
      var _ = new ObjectMapper().readTree("{}");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    // Without encryption no certificates have to be read.
    var _ = new OkHttpClient.Builder().connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).build();
  }
}
