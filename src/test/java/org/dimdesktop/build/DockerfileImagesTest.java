package org.dimdesktop.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerfileImagesTest {
  private static List<String> find(String dockerfile, Map<String, String> args) {
    return DockerfileImages.find(dockerfile, args).stream().map(Object::toString).toList();
  }

  @Test
  void findsEveryPlaceThatNamesAnImage() {
    String dockerfile =
        """
        # syntax=reg.example/frontend:1
        # escape=`

        ARG BASE=reg.example/base
        ARG TAG="3"
        FROM --platform=$BUILDPLATFORM ${BASE}:${TAG} AS Build
        # FROM not/this
        RUN --mount=type=cache,target=/c --mount=type=bind,from=reg.example/tools,target=/t `
            # a comment between
            make
        COPY --from=reg.example/extra:2 /a /b
        FROM build
        COPY --from=0 /a /b
        COPY --from=build /a /b
        COPY <<EOF /file
        FROM not/this-either
        EOF
        FROM scratch
        FROM alpine${SUFFIX:+-never}
        FROM ${UNSET:-reg.example/fallback:9}
        """;
    assertThat(find(dockerfile, Map.of("TAG", "4")))
        .containsExactly(
            "reg.example/frontend:1",
            "reg.example/base:4",
            "reg.example/tools:latest",
            "reg.example/extra:2",
            "docker.io/library/alpine:latest",
            "reg.example/fallback:9");
  }

  @Test
  void leavesNonsenseToTheBuilder() {
    assertThat(find("FROM\nFROM reg.example/UPPER y\nCOPY --from= a b\n\\", Map.of())).isEmpty();
  }
}
