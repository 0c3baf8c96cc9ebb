package org.dimdesktop.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.junit.jupiter.api.Test;

class TransferProgressTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final TransferProgress transfer =
      new TransferProgress(ImageReference.parse("127.0.0.1:5000/team/app:1"));

  private Progress accept(String... items) throws JsonProcessingException {
    Progress progress = transfer.progress();
    for (String item : items) {
      progress = transfer.accept(JSON.readTree(item));
    }
    return progress;
  }

  @Test
  void pullOfTwoLayersAddsUp() throws JsonProcessingException {
    Progress begun =
        accept(
            """
            {"status":"Pulling from team/app","id":"1"}\
            """,
            """
            {"status":"Pulling fs layer","progressDetail":{},"id":"aaaaaaaaaaaa"}\
            """,
            """
            {"status":"Already exists","progressDetail":{},"id":"bbbbbbbbbbbb"}\
            """);
    assertThat(begun.parts())
        .extracting(Progress::label)
        .containsExactly("aaaaaaaaaaaa", "bbbbbbbbbbbb");
    assertThat(begun.total()).as("a waiting layer has no size yet").isEqualTo(Progress.UNKNOWN);

    Progress half =
        accept(
            """
            {"status":"Downloading","progressDetail":{"current":50,"total":100},"id":"aaaaaaaaaaaa"}\
            """);
    assertThat(half.phase()).isEqualTo(Phase.DOWNLOADING);
    assertThat(half.fraction()).isEqualTo(0.5);

    Progress unpacking =
        accept(
            """
            {"status":"Download complete","progressDetail":{},"id":"aaaaaaaaaaaa"}\
            """,
            """
            {"status":"Extracting","progressDetail":{"current":3,"units":"s"},"id":"aaaaaaaaaaaa"}\
            """);
    assertThat(unpacking.phase()).isEqualTo(Phase.EXTRACTING);
    assertThat(unpacking.parts().getFirst().note()).isEqualTo("3 s");

    Progress done =
        accept(
            """
            {"status":"Pull complete","progressDetail":{},"id":"aaaaaaaaaaaa"}\
            """,
            """
            {"status":"Digest: sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}\
            """);
    assertThat(done.parts()).extracting(Progress::phase).containsExactly(Phase.DONE, Phase.EXISTS);
    assertThat(done.current()).isEqualTo(100);
    assertThat(transfer.digest()).startsWith("sha256:aaaa");
    assertThat(transfer.error()).isNull();
  }

  @Test
  void retryIsShownAndCountsAnew() throws JsonProcessingException {
    Progress retrying =
        accept(
            """
            {"status":"Downloading","progressDetail":{"current":50,"total":100},"id":"aaaaaaaaaaaa"}\
            """,
            """
            {"status":"Retrying in 5 seconds","progressDetail":{},"id":"aaaaaaaaaaaa"}\
            """);
    assertThat(retrying.phase()).isEqualTo(Phase.RETRYING);
    assertThat(retrying.parts().getFirst().note()).isEqualTo("Retrying in 5 seconds");
    assertThat(retrying.current()).isZero();
  }

  @Test
  void errorInTheStreamIsKept() throws JsonProcessingException {
    accept(
        """
        {"errorDetail":{"message":"denied: not for you"},"error":"denied: not for you"}\
        """);
    assertThat(transfer.error()).isEqualTo("denied: not for you");
  }

  @Test
  void pushTellsItsDigest() throws JsonProcessingException {
    Progress pushed =
        accept(
            """
            {"status":"Preparing","progressDetail":{},"id":"cccccccccccc"}\
            """,
            """
            {"status":"Pushing","progressDetail":{"current":120,"total":100},"id":"cccccccccccc"}\
            """,
            """
            {"status":"Pushed","progressDetail":{},"id":"cccccccccccc"}\
            """,
            """
            {"progressDetail":{},"aux":{"Tag":"1","Digest":"sha256:bb","Size":528}}\
            """);
    assertThat(pushed.parts().getFirst().phase()).isEqualTo(Phase.DONE);
    assertThat(transfer.digest()).isEqualTo("sha256:bb");
  }
}
