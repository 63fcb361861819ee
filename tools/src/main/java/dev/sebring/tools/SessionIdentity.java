package dev.sebring.tools;

import dev.sebring.client.DaytonaException;
import dev.sebring.client.Sandbox;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What marks a sandbox as that of one session, so that it is found again without anything kept on
 * this machine.
 *
 * @param sessionId the framework's, or the toolkit's own
 * @param generated whether it is the toolkit's own
 * @param toolkitId of the toolkit
 * @param persistent whether the sandbox outlives the toolkit
 */
record SessionIdentity(String sessionId, boolean generated, String toolkitId, boolean persistent) {
  static final String SESSION_LABEL = "sebring/session";

  private static final int NAME_DIGITS = 32;
  private static final Duration KEPT_WITHOUT_NAME = Duration.ofHours(24);

  /**
   * The name of its sandbox: the same for everyone who has the session's id, unless the sandbox is
   * the toolkit's alone.
   */
  String sandboxName() {
    String key = persistent ? sessionId : toolkitId + "\n" + sessionId;
    return "sebring-" + HexFormat.of().formatHex(sha256(key)).substring(0, NAME_DIGITS);
  }

  Map<String, String> labels(Map<String, String> given) {
    Map<String, String> labels = new LinkedHashMap<>(given);
    labels.put("created_by", "sebring");
    labels.put("persistent", Boolean.toString(persistent));
    labels.put(SESSION_LABEL, sessionId);
    return labels;
  }

  /**
   * Time stopped until it is deleted: none for a sandbox that ends with its toolkit, a day if
   * nobody can come back to it.
   */
  @Nullable Duration autoDelete() {
    if (!persistent) {
      return Duration.ZERO;
    }
    return generated ? KEPT_WITHOUT_NAME : null;
  }

  /** Refuses a sandbox of another session that has this one's name. */
  void requireOwn(Sandbox sandbox) {
    String label = sandbox.getLabels().get(SESSION_LABEL);
    if (label != null && !label.equals(sessionId)) {
      throw new DaytonaException(
          "The sandbox "
              + sandbox.getName()
              + " carries the label of another session, so it is not used");
    }
  }

  String goneSentence(String sandboxId, boolean given) {
    String gone =
        "The sandbox "
            + sandboxId
            + " of this session does not exist any more: it was deleted, and its files with it. ";
    return gone
        + (given
            ? "The user chose it with sandboxId, so no other is made in its place: tell the user."
            : "The next call starts with a new, empty one.");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
