package dev.sebring.api;

/**
 * Something that a server's host and its store do not agree about: our addition, an element of
 * {@code GET /host/differences}.
 *
 * <pre>{@code
 * {"kind":"cgroup","name":"/sys/fs/cgroup/sebring-3f6c.../0b8c...","place":"host"}
 * }</pre>
 *
 * @param kind {@code sandbox}; or of what belongs to no sandbox a word such as mount, cgroup,
 *     process, link
 * @param name the sandbox's id, or as the host shows it
 * @param place {@code host} or {@code store}: which of both has it, alone
 */
public record HostDifference(String kind, String name, String place) {
  public HostDifference {
    Required.key(kind, "kind");
    Required.key(name, "name");
    Required.key(place, "place");
  }
}
