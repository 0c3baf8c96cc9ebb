package org.dimdesktop.registry.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code NO_PROXY} leaves out, by the rules that Go has for it: names with all that is below
 * them, addresses, networks ({@code 10.0.0.0/8}), each also with a port; {@code *} is everything.
 * This machine is never reached through a proxy.
 */
final class NoProxy {
  private final List<String> entries = new ArrayList<>();

  NoProxy(String list) {
    for (String entry : list.split("[,\\s]+", -1)) {
      if (!entry.isEmpty()) {
        entries.add(entry.toLowerCase(Locale.ROOT));
      }
    }
  }

  boolean covers(String hostName, int port) {
    String host = bare(hostName.toLowerCase(Locale.ROOT));
    InetAddress address = literal(host);
    if (host.equals("localhost") || (address != null && address.isLoopbackAddress())) {
      return true;
    }
    return entries.stream().anyMatch(entry -> matches(entry, host, address, port));
  }

  private static boolean matches(
      String entry, String host, @Nullable InetAddress address, int port) {
    if (entry.equals("*")) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash > 0) {
      return address != null && inNetwork(entry, slash, address);
    }
    String name = entry;
    int colon = entry.lastIndexOf(':');
    if (colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']')) {
      if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      name = entry.substring(0, colon);
    }
    name = bare(name);
    if (address != null) {
      return address.equals(literal(name));
    }
    if (name.startsWith("*.")) {
      name = name.substring(1);
    }
    return name.startsWith(".")
        ? host.endsWith(name)
        : host.equals(name) || host.endsWith("." + name);
  }

  private static boolean inNetwork(String entry, int slash, InetAddress address) {
    InetAddress network = literal(bare(entry.substring(0, slash)));
    String length = entry.substring(slash + 1);
    if (network == null || !length.matches("\\d{1,3}")) {
      return false;
    }
    byte[] a = address.getAddress();
    byte[] b = network.getAddress();
    int bits = Integer.parseInt(length);
    if (a.length != b.length || bits > a.length * 8) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((a[i / 8] & mask) != (b[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** An address that stands there as such; a name is not looked up. */
  private static @Nullable InetAddress literal(String host) {
    try {
      boolean isOne = host.indexOf(':') >= 0 || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
      return isOne ? InetAddress.getByName(host) : null;
    } catch (UnknownHostException _) {
      return null;
    }
  }
}
