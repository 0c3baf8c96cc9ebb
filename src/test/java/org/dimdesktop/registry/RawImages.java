package org.dimdesktop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.dimdesktop.model.Digest;

/** Puts images into a registry byte by byte, without any of the code that is tested. */
public final class RawImages implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final String authorization;

  /** What an index says of an image. */
  public record Image(String platform, Digest digest, int size) {}

  public RawImages(String registry, String repository, String user, String password) {
    base = "http://" + registry + "/v2/" + repository;
    authorization =
        user.isEmpty()
            ? ""
            : "Basic "
                + Base64.getEncoder()
                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  public static Digest sha256(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Digest("sha256", HexFormat.of().formatHex(hash));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public Digest blob(byte[] content) {
    Digest digest = sha256(content);
    HttpResponse<byte[]> session = send("POST", base + "/blobs/uploads/", new byte[0], "");
    String location = session.headers().firstValue("Location").orElseThrow();
    URI put = URI.create(base).resolve(location);
    String query = (put.getQuery() == null ? "?" : "&") + "digest=" + digest;
    send("PUT", put + query, content, "application/octet-stream");
    return digest;
  }

  /** A Docker or OCI image of one layer, under its tag, or under its digest for an empty tag. */
  public Image image(String platform, String created, String tag, byte[] layer) {
    String[] parts = platform.split("/", -1);
    byte[] config =
        """
        {"created":"%s","os":"%s","architecture":"%s","config":{"Cmd":["sh"]},
         "rootfs":{"type":"layers","diff_ids":["%s"]}}
        """
            .formatted(created, parts[0], parts[1], sha256(layer))
            .getBytes(StandardCharsets.UTF_8);
    byte[] manifest =
        """
        {"schemaVersion":2,"mediaType":"%s",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}
        """
            .formatted(
                MediaTypes.OCI_MANIFEST, blob(config), config.length, blob(layer), layer.length)
            .getBytes(StandardCharsets.UTF_8);
    Digest digest = sha256(manifest);
    manifest(tag.isEmpty() ? digest.toString() : tag, MediaTypes.OCI_MANIFEST, manifest);
    return new Image(platform, digest, manifest.length);
  }

  /** An index of these images and one attestation. */
  public Digest index(String tag, List<Image> images) {
    StringBuilder entries = new StringBuilder();
    for (Image image : images) {
      String[] parts = image.platform().split("/", -1);
      boolean attestation = parts[0].equals("unknown");
      entries
          .append(entries.isEmpty() ? "" : ",")
          .append(
              """
              {"mediaType":"%s","digest":"%s","size":%d,
               "platform":{"os":"%s","architecture":"%s"}%s}
              """
                  .formatted(
                      MediaTypes.OCI_MANIFEST,
                      image.digest(),
                      image.size(),
                      parts[0],
                      parts[1],
                      attestation
                          ? ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}"
                          : ""));
    }
    byte[] index =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
            .formatted(MediaTypes.OCI_INDEX, entries)
            .getBytes(StandardCharsets.UTF_8);
    manifest(tag, MediaTypes.OCI_INDEX, index);
    return sha256(index);
  }

  public void manifest(String reference, String type, byte[] bytes) {
    send("PUT", base + "/manifests/" + reference, bytes, type);
  }

  private HttpResponse<byte[]> send(String method, String url, byte[] body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).as(method + " " + url).isBetween(200, 299);
      return response;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
