package dev.sebring.e2e.crash;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What a tenant does, and the states in which its sandbox may be found when the server was killed
 * meanwhile: done or not done, and never half.
 */
enum Act {
  CREATE(Found.ABSENT, Found.STARTED),
  START(Found.STOPPED, Found.STARTED),
  STOP(Found.STARTED, Found.STOPPED),
  DELETE_STOPPED(Found.STOPPED, Found.ABSENT),
  DELETE_STARTED(Found.STARTED, Found.ABSENT),
  LABEL_STOPPED(Found.STOPPED),
  LABEL_STARTED(Found.STARTED),
  UPLOAD(Found.STARTED),
  RUN(Found.STARTED),
  /** Kills process 1 from the host, sees the error and recovers. */
  RECOVER(Found.STARTED, Found.FAILED, Found.STOPPED);

  /** What a tenant may find. */
  enum Found {
    ABSENT,
    STARTED,
    STOPPED,
    FAILED
  }

  private static final List<Act> WHEN_STOPPED =
      List.of(START, START, START, DELETE_STOPPED, LABEL_STOPPED);
  private static final List<Act> WHEN_STARTED =
      List.of(
          UPLOAD,
          UPLOAD,
          UPLOAD,
          RUN,
          RUN,
          RUN,
          STOP,
          STOP,
          STOP,
          DELETE_STARTED,
          DELETE_STARTED,
          LABEL_STARTED,
          RECOVER);

  private final Found from;
  private final Set<Found> interrupted;

  Act(Found from, Found... others) {
    this.from = from;
    this.interrupted = EnumSet.of(from, others);
  }

  Set<Found> interrupted() {
    return interrupted;
  }

  /** Something that can be done with a sandbox in this state. */
  static Act any(Found state, Random random) {
    List<Act> possible =
        switch (state) {
          case ABSENT -> List.of(CREATE);
          case STOPPED -> WHEN_STOPPED;
          case STARTED -> WHEN_STARTED;
          case FAILED -> throw new IllegalStateException("a failed sandbox is recovered first");
        };
    Act act = possible.get(random.nextInt(possible.size()));
    if (act.from != state) {
      throw new IllegalStateException(act + " is not for " + state);
    }
    return act;
  }
}
