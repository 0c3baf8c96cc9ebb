package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.network.Network;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * A client of OCI registries (distribution spec 1.1). Every call blocks, is ended by an interrupt
 * with {@link Failure.Cancelled}, and throws {@link FailureException} alone. Thread-safe; at most
 * four requests at a time go to one registry.
 */
public final class RegistryClient implements AutoCloseable {
  /** A page more than this many is a registry that goes round in circles. */
  private static final int MAX_PAGES = 10_000;

  private final Transport transport;
  private final RegistryCaller caller;
  private final TagInspector inspector = new TagInspector(this, TagCache.inMemory());

  /**
   * A client that reaches registries straight and trusts the usual authorities.
   *
   * @param credentials the login for a registry by the name that references have for it
   * @param insecure the registries that plain HTTP is allowed for, besides those on this machine
   * @param io runs each request, so that whoever waits for it can be interrupted on any thread
   */
  public RegistryClient(
      Function<String, Optional<Credential>> credentials, Predicate<String> insecure, Executor io) {
    this(credentials, insecure, Network.PLAIN, io);
  }

  /**
   * The same.
   *
   * @param network the proxies and the certificates of this machine
   */
  public RegistryClient(
      Function<String, Optional<Credential>> credentials,
      Predicate<String> insecure,
      Network network,
      Executor io) {
    transport = new Transport(new Clients(network), io);
    caller =
        new RegistryCaller(
            transport, new Schemes(transport, insecure), new Authenticator(transport, credentials));
  }

  /** Checks that a registry answers and takes the login kept for it. */
  public void ping(String registry) {
    var _ = caller.call(new Ping(registry));
  }

  /**
   * Lists a registry's repositories, some at a time as they come.
   *
   * @throws FailureException Unauthorized, Denied, NotFound or Unsupported where the registry does
   *     not give the list, as Docker Hub does not
   */
  public void catalog(String registry, Consumer<List<String>> onNames) {
    catalogWhile(registry, all(onNames));
  }

  /** The same, as long as {@code more} says of what came that the next page is wanted. */
  public void catalogWhile(String registry, Predicate<List<String>> more) {
    pages((next, onNames) -> new CatalogPage(registry, next, onNames), more);
  }

  /**
   * Lists a repository's tags in the registry's order, some at a time as they come, the first few
   * hundred at once; what was handed out before a failure stands.
   */
  public void tags(ImageReference repository, Consumer<List<String>> onNames) {
    tagsWhile(repository, all(onNames));
  }

  /** The same, as long as {@code more} says of what came that the next page is wanted. */
  public void tagsWhile(ImageReference repository, Predicate<List<String>> more) {
    pages((next, onNames) -> new TagsPage(repository, next, onNames), more);
  }

  private static <T> Predicate<List<T>> all(Consumer<List<T>> onItems) {
    return items -> {
      onItems.accept(items);
      return true;
    };
  }

  private <T> void pages(
      BiFunction<@Nullable HttpUrl, Consumer<List<T>>, Endpoint<Optional<HttpUrl>>> endpoint,
      Predicate<List<T>> more) {
    Set<String> seen = new HashSet<>();
    AtomicBoolean wanted = new AtomicBoolean(true);
    Consumer<List<T>> onItems =
        items -> {
          if (wanted.get()) {
            wanted.set(more.test(items));
          }
        };
    HttpUrl next = null;
    do {
      Endpoint<Optional<HttpUrl>> request = endpoint.apply(next, onItems);
      next = caller.call(request).orElse(null);
      if (!wanted.get()) {
        return;
      }
      if (next != null && (!seen.add(next.toString()) || seen.size() > MAX_PAGES)) {
        throw new FailureException(
            new Failure.Broken(
                request.action(), request.subject(), "its pages lead round in a circle"));
      }
    } while (next != null);
  }

  /**
   * What refers to a manifest, by the registry's own list (distribution spec 1.1, "Listing
   * Referrers"), whose pages are followed.
   *
   * @throws FailureException NotFound or Unsupported where the registry keeps no such list
   */
  public List<Referrer> referrers(ImageReference repository, Digest subject) {
    List<Referrer> found = new ArrayList<>();
    pages(
        (next, onItems) -> new ReferrersPage(repository, subject, next, onItems),
        all((List<Referrer> referrers) -> found.addAll(referrers)));
    return List.copyOf(found);
  }

  /** The digest, type and size of what a reference names; a few hundred bytes on the wire. */
  public Descriptor head(ImageReference reference) {
    return look(reference).descriptor();
  }

  /** The same, with when it was pushed, where the registry says that. */
  public TagHead look(ImageReference reference) {
    Optional<TagHead> head;
    try {
      head = caller.call(new ManifestHead(reference));
    } catch (FailureException e) {
      // A HEAD has no body: the GET says why, or works where a registry knows no HEAD.
      if (!(e.failure() instanceof Failure.NotFound
          || e.failure() instanceof Failure.Unsupported)) {
        throw e;
      }
      head = Optional.empty();
    }
    return head.orElseGet(() -> new TagHead(manifest(reference).descriptor(), null));
  }

  /**
   * The index or manifest that a reference names, by its digest where it has one.
   *
   * @throws FailureException Unsupported for Docker's schema 1, Broken when the bytes are not those
   *     that the digest names
   */
  public Manifest manifest(ImageReference reference) {
    return caller.call(new ManifestGet(reference));
  }

  /** An image's configuration, at most 16 MiB, verified. */
  public JsonNode config(ImageReference repository, Descriptor config) {
    return json(repository, config, "configuration");
  }

  /**
   * A blob that is a JSON object, at most 16 MiB, verified.
   *
   * @param what it is, for failures: {@code configuration}
   */
  public JsonNode json(ImageReference repository, Descriptor blob, String what) {
    try (InputStream stream = blob(repository, blob)) {
      byte[] bytes = stream.readNBytes(Reply.MAX_BODY + 1);
      if (bytes.length > Reply.MAX_BODY) {
        throw new FailureException(
            new Failure.Broken("read", repository.toString(), "its " + what + " is too large"));
      }
      return Reply.json(bytes, "read the " + what + " of", repository.toString());
    } catch (IOException e) {
      throw new FailureException(
          new Failure.Broken("read", repository.toString(), "the connection broke off"), e);
    }
  }

  /**
   * A blob's bytes as they are stored, verified: the read that reaches the end throws {@link
   * FailureException} Broken when they are others. The caller closes the stream.
   */
  public InputStream blob(ImageReference repository, Descriptor blob) {
    return caller.call(new BlobGet(repository, blob));
  }

  /** A blob that can be read from any place on, over as many connections as it takes. */
  public BlobSource source(ImageReference repository, Descriptor blob) {
    return offset -> {
      BlobRange first = new BlobRange(repository, blob, offset);
      InputStream resuming =
          new ResumingStream(
              at -> open(new BlobRange(repository, blob, at), at),
              offset,
              blob.size(),
              first.action(),
              first.subject());
      HttpUrl url = caller.address(first);
      return offset > 0
          ? resuming
          : new VerifiedStream(resuming, blob, first.action(), first.subject(), url);
    };
  }

  private InputStream open(BlobRange range, long offset) {
    try {
      return caller.call(range);
    } catch (FailureException e) {
      // 416 or 400, from one that knows no ranges.
      if (offset == 0 || !(e.failure() instanceof Failure.Invalid)) {
        throw e;
      }
      return caller.call(range.unasked());
    }
  }

  /** What can be changed at registries. */
  public RegistryWriter writer() {
    return new RegistryWriter(caller);
  }

  /** The digest that a tag has now, and what is known of the image on {@code platform}. */
  public TagInfo inspect(ImageReference tag, Platform platform) {
    return inspector.inspect(tag, platform);
  }

  /** Shows a registry the login that is kept now, because someone has logged in or out. */
  public void forgetLogin(String registry) {
    caller.forgetLogin(registry);
  }

  /** What the registry said last of the pulls that it still allows; asks nothing. */
  public Optional<Quota> quota(String registry) {
    return caller.quotas().of(registry);
  }

  /** The same for every registry that said so. */
  public Map<String, Quota> quotas() {
    return caller.quotas().all();
  }

  /** Drops the idle connections. */
  @Override
  public void close() {
    transport.close();
  }
}
