package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Moves tags in a registry without login, by plain HTTP. */
final class RegistryTags {
  private static final String TYPES =
      "application/vnd.docker.distribution.manifest.v2+json,"
          + "application/vnd.oci.image.manifest.v1+json,"
          + "application/vnd.docker.distribution.manifest.list.v2+json,"
          + "application/vnd.oci.image.index.v1+json";

  private RegistryTags() {}

  /** Lets {@code to} name what {@code from} names; both are {@code host/repository:tag}. */
  static void copy(String from, String to) {
    HttpResponse<byte[]> manifest = get(from);
    put(to, type(manifest), manifest.body());
  }

  /** Gives a tag other layers' sizes than they have: the registry believes what it is told. */
  static void pretendLayerSize(String reference, long bytes) {
    HttpResponse<byte[]> manifest = get(reference);
    ObjectNode tree = UpdateStand.json(new String(manifest.body(), StandardCharsets.UTF_8));
    tree.path("layers").forEach(layer -> ((ObjectNode) layer).put("size", bytes));
    put(reference, type(manifest), tree.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void put(String to, String type, byte[] manifest) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<Void> put =
          http.send(
              HttpRequest.newBuilder(uri(to))
                  .header("Content-Type", type)
                  .PUT(BodyPublishers.ofByteArray(manifest))
                  .build(),
              BodyHandlers.discarding());
      assertThat(put.statusCode()).isEqualTo(201);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static HttpResponse<byte[]> get(String reference) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(uri(reference)).header("Accept", TYPES).build(),
              BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).as(reference).isEqualTo(200);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String type(HttpResponse<?> manifest) {
    return manifest.headers().firstValue("Content-Type").orElseThrow();
  }

  private static URI uri(String reference) {
    int slash = reference.indexOf('/');
    int colon = reference.lastIndexOf(':');
    return URI.create(
        "http://"
            + reference.substring(0, slash)
            + "/v2/"
            + reference.substring(slash + 1, colon)
            + "/manifests/"
            + reference.substring(colon + 1));
  }
}
