package org.dimdesktop.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import okhttp3.Response;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * Reads the list of names in a page as it arrives: a registry may send 20,000 tags in one answer,
 * and the first of them are wanted at once.
 */
final class NamesReader {
  /** What fills a window, so that it need not wait for more. */
  private static final int FIRST = 200;

  private static final int CHUNK = 4000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxDocumentLength(Reply.MAX_BODY).build())
          .build();

  private final String field;
  private final Consumer<List<String>> onNames;
  private final String action;
  private final String subject;
  private List<String> chunk = new ArrayList<>();
  private int limit = FIRST;

  NamesReader(String field, Consumer<List<String>> onNames, String action, String subject) {
    this.field = field;
    this.onNames = onNames;
    this.action = action;
    this.subject = subject;
  }

  /** Reads the body to its end and closes the response; {@link Failure.Broken} for other JSON. */
  void read(Response response) {
    try (response;
        JsonParser json = JSON.createParser(response.body().byteStream())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw notAnObject();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = json.currentName().equals(field);
        if (json.nextToken() == JsonToken.START_ARRAY && wanted) {
          names(json);
        } else {
          json.skipChildren(); // "tags": null is what some have where there are none
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw notAnObject();
      }
    } catch (JsonProcessingException _) {
      throw notAnObject(); // the parser's own words quote the input
    } catch (IOException e) {
      throw RegistryErrors.failure(action, subject, response.request().url(), e);
    }
    flush();
  }

  private void names(JsonParser json) throws IOException {
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == null) {
        throw notAnObject();
      }
      if (token == JsonToken.VALUE_STRING) {
        chunk.add(json.getText());
        if (chunk.size() == limit) {
          flush();
          limit = CHUNK;
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private void flush() {
    if (!chunk.isEmpty()) {
      onNames.accept(List.copyOf(chunk));
      chunk = new ArrayList<>();
    }
  }

  private FailureException notAnObject() {
    return new FailureException(
        new Failure.Broken(action, subject, "the answer is not a JSON object"));
  }
}
