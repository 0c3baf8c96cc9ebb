package org.dimdesktop.registry.network;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * A proxy as a variable names it: {@code [http://][USER:PASSWORD@]HOST[:PORT]} or {@code
 * socks5://}.
 */
record ProxyAddress(Proxy proxy, String user, String password) {
  /** The proxy of a variable, or null where it is not set. */
  static @Nullable ProxyAddress of(String name, Map<String, String> environment) {
    String text = variable(name, environment);
    return text.isEmpty() ? null : parse(text, name);
  }

  /** A variable's value, in capitals first as Go reads it; empty where it is not set. */
  static String variable(String name, Map<String, String> environment) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty()
        ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "").strip()
        : value;
  }

  private static ProxyAddress parse(String text, String variable) {
    int colon = text.indexOf("://");
    String scheme = colon < 0 ? "http" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    boolean socks = scheme.equals("socks5") || scheme.equals("socks5h");
    String rest = colon < 0 ? text : text.substring(colon + 3);
    // HttpUrl knows the grammar; what follows the scheme is the same for all of them.
    HttpUrl url = HttpUrl.parse("http://" + rest);
    if (url == null || !(socks || scheme.equals("http"))) {
      // Not with its value, which may hold a password.
      throw new FailureException(
          new Failure.Invalid(
              "use the proxy in",
              variable,
              scheme.equals("https")
                  ? "a proxy is spoken to over http:// or socks5://, which carries encryption"
                      + " through to the registry all the same"
                  : "it is to be http://[USER:PASSWORD@]HOST:PORT or socks5://HOST:PORT",
              null));
    }
    boolean portGiven = rest.substring(rest.indexOf('@') + 1).matches("[^/]*:\\d+(/.*)?");
    int port = portGiven || !socks ? url.port() : 1080;
    Proxy.Type type = socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
    InetSocketAddress address = InetSocketAddress.createUnresolved(url.host(), port);
    return new ProxyAddress(new Proxy(type, address), url.username(), url.password());
  }

  @Override
  public String toString() {
    return "ProxyAddress[" + proxy + "]"; // without the password
  }
}
