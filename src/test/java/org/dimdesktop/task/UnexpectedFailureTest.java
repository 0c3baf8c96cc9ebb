package org.dimdesktop.task;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The code that a person is shown finds the stack trace in the log, whoever made the failure. */
class UnexpectedFailureTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(FailureException.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(log);
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aBugIsLoggedOnceWithItsCode() {
    Failure failure = FailureException.of(new IllegalStateException("oh"), "count", "sheep");
    assertThat(failure).isInstanceOf(Failure.Unexpected.class);
    String code = ((Failure.Unexpected) failure).code();
    assertThat(lines()).containsExactly(code + ": cannot count sheep");
    assertThat(log.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("oh");
  }

  @Test
  void whatWasExpectedIsNotLogged() {
    Failure known = new Failure.NotFound("find", "it", "it is not there");
    assertThat(FailureException.of(new FailureException(known), "a", "b")).isEqualTo(known);
    FailureException.of(new CancellationException(), "a", "b");
    assertThat(lines()).isEmpty();
  }

  @Test
  void anOperationThatEndsByAnErrorHasEnded() {
    OperationQueue queue = new OperationQueue(Runnable::run);
    Operation<String> operation =
        queue.submit(
            Operation.Kind.OTHER,
            "load",
            "a class",
            _ -> {
              throw new NoClassDefFoundError("gone");
            });
    assertThat(operation.state()).isEqualTo(Operation.State.FAILED);
    assertThat(operation.failure().orElseThrow()).isInstanceOf(Failure.Unexpected.class);
  }
}
