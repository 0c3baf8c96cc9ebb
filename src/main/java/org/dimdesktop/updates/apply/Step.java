package org.dimdesktop.updates.apply;

/** The steps of an update, in their order; each is in the journal before it is taken. */
public enum Step {
  PULL("pull the new image"),
  SPARE("make a stand-in, since the engine removes the container when it stops"),
  TAG("give the new image its name"),
  CREATE("make the new container"),
  DISARM("keep the old container from starting by itself"),
  STOP("stop the old container"),
  PARK("put the old container's name aside"),
  NAME("give the new container its name"),
  START("start the new container"),
  GATE("wait until the new container is well"),
  PAUSE("pause the new container, as the old one was"),
  COMMIT("keep the new container"),
  RESTART("restart a dependant"),
  REMOVE_NEW("remove the new container"),
  UNTAG("give the name back to the old image"),
  RESTORE("bring the old container back"),
  RETIRE("remove the old container and its image");

  private final String words;

  Step(String words) {
    this.words = words;
  }

  /** How a sentence says it. */
  public String words() {
    return words;
  }
}
