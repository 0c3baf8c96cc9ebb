package org.dimdesktop.registry;

import okhttp3.HttpUrl;
import okhttp3.Response;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** {@code GET /v2/}: whether a registry answers there and takes the login kept for it. */
final class Ping implements Endpoint<Boolean> {
  private final String registry;

  Ping(String registry) {
    this.registry = registry;
  }

  @Override
  public String action() {
    return "reach";
  }

  @Override
  public String subject() {
    return registry;
  }

  @Override
  public String registry() {
    return registry;
  }

  @Override
  public String scope() {
    return "";
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return base.newBuilder().addPathSegments("v2/").build();
  }

  @Override
  public Boolean handle(Response response) {
    Reply reply = reply(response);
    // A web site answers 200 to anything; a registry says what it is, or answers JSON.
    boolean said = !reply.header("Docker-Distribution-Api-Version").isEmpty();
    String type = MediaTypes.bare(reply.header("Content-Type"));
    if (!said && type.equals("text/html")) {
      throw new FailureException(
          new Failure.Unsupported(
              action(), registry, "what answers there is a web site, not a registry"));
    }
    return true;
  }
}
