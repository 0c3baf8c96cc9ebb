package org.dimdesktop.updates.apply;

/** Is told around every step; tests end the process there. */
public interface StepHook {
  /** Nobody is told. */
  StepHook NONE = (step, subject, done) -> {};

  /**
   * A step is in the journal and is taken next, or is done.
   *
   * @param subject the container or image that it is about
   */
  void at(Step step, String subject, boolean done);
}
