package org.dimdesktop.settings;

/**
 * What a person chose for updates of containers.
 *
 * @param look whether containers are compared with their registries now and then
 * @param hours how long it is from one look to the next, 1 or more
 * @param automatic whether containers that are set to be are updated on their own
 * @param quiet when nothing is updated on its own, such as {@code 22:00-06:30}; empty for never
 * @param maxAgeDays how many days old the image of a container that is behind may be before it is
 *     updated on its own, also where it is not set to be; 0 for any age
 * @param serve whether the HTTP API of updates is served, to this machine only
 * @param port where it is served, 1 to 65535
 */
public record UpdateHabits(
    boolean look,
    int hours,
    boolean automatic,
    String quiet,
    int maxAgeDays,
    boolean serve,
    int port) {
  /** What holds before anything was chosen. */
  public static final UpdateHabits DEFAULTS = new UpdateHabits(true, 6, false, "", 0, false, 8099);

  // A file may say anything.
  public UpdateHabits {
    hours = hours < 1 ? 6 : hours;
    maxAgeDays = Math.max(0, maxAgeDays);
    port = port < 1 || port > 65_535 ? 8099 : port;
  }

  /** The same, looking or not, so often. */
  public UpdateHabits withLook(boolean wanted, int every) {
    return new UpdateHabits(wanted, every, automatic, quiet, maxAgeDays, serve, port);
  }

  /** The same, updating on its own or not, outside of these hours. */
  public UpdateHabits withAutomatic(boolean wanted, String quietHours) {
    return new UpdateHabits(look, hours, wanted, quietHours, maxAgeDays, serve, port);
  }

  /** The same, with another limit to the age of images; 0 for none. */
  public UpdateHabits withMaxAge(int days) {
    return new UpdateHabits(look, hours, automatic, quiet, days, serve, port);
  }

  /** The same, serving the API or not, at that port. */
  public UpdateHabits withServe(boolean wanted, int at) {
    return new UpdateHabits(look, hours, automatic, quiet, maxAgeDays, wanted, at);
  }
}
