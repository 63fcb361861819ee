package dev.sebring.server.toolbox.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.files.FileNames;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of Git: its words, and what travels on descriptors instead, so that a name can be any
 * bytes and as many as there are. Not thread-safe.
 */
final class GitCommand {
  private static final Descriptor CREDENTIAL = new Descriptor(20);
  private static final Descriptor NAMES = new Descriptor(21);
  private static final Descriptor TEXT = new Descriptor(22);

  /** A remote that sends nothing for so long has failed. */
  private static final int STALLED_SECONDS = 120;

  /** Plain words on every host, and nobody to ask: whatever would prompt fails. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          "LC_ALL", "C",
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_ASKPASS", "",
          "SSH_ASKPASS_REQUIRE", "never",
          "GIT_EDITOR", ":",
          "GIT_PAGER", "cat",
          "GIT_LITERAL_PATHSPECS", "1",
          "GIT_ALLOW_PROTOCOL", RemoteUrl.PROTOCOLS,
          "GIT_HTTP_LOW_SPEED_LIMIT", "1",
          "GIT_HTTP_LOW_SPEED_TIME", Integer.toString(STALLED_SECONDS));

  /** What would lead to another repository, or write what is sent into a log. */
  private static final List<String> REMOVED =
      List.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_COMMON_DIR",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_NAMESPACE",
          "GIT_TRACE",
          "GIT_TRACE_CURL",
          "GIT_CURL_VERBOSE");

  private final String tried;
  private final List<String> settings = new ArrayList<>(List.of("core.hooksPath=/dev/null"));
  private final List<String> words;
  private final Map<String, String> variables = new LinkedHashMap<>(VARIABLES);
  private final Map<Descriptor, byte[]> inputs = new LinkedHashMap<>();
  private @Nullable Credential credential;
  private byte @Nullable [] stdin;

  private GitCommand(String tried, List<String> words) {
    this.tried = tried;
    this.words = new ArrayList<>(words);
  }

  /**
   * @param tried what it is for, as an error says it: {@code list the branches of app}
   * @param words after {@code git}
   */
  static GitCommand of(String tried, String... words) {
    return new GitCommand(tried, List.of(words));
  }

  GitCommand words(String... more) {
    words.addAll(List.of(more));
    return this;
  }

  GitCommand wordsIf(boolean condition, String... more) {
    return condition ? words(more) : this;
  }

  /** A value of Git's configuration for this run: {@code key=value}. */
  GitCommand setting(String setting) {
    settings.add(setting);
    return this;
  }

  GitCommand variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Names of files, taken literally; for commands that read them with {@code --pathspec}. */
  GitCommand files(List<String> names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String name : names) {
      if (name.isBlank() || name.indexOf('\0') >= 0) {
        throw ApiException.badRequest("files: \"" + name + "\" cannot be the name of a file");
      }
      bytes.writeBytes(FileNames.bytes(name));
      bytes.write(0);
    }
    inputs.put(NAMES, bytes.toByteArray());
    return words("--pathspec-from-file=" + path(NAMES), "--pathspec-file-nul");
  }

  /** Text that the command reads as the file of its option {@code option}. */
  GitCommand text(String option, String text) {
    inputs.put(TEXT, text.getBytes(UTF_8));
    return words(option, path(TEXT));
  }

  GitCommand stdin(String text) {
    stdin = text.getBytes(UTF_8);
    return this;
  }

  /**
   * Lets Git have a credential, if the host that it is for asks. Git's own helpers are left out, so
   * that none keeps it, and nothing of Git stays behind that has the descriptor.
   */
  GitCommand credential(Optional<Credential> given) {
    if (given.isPresent()) {
      credential = given.get();
      inputs.put(CREDENTIAL, credential.forHelper());
      setting("credential.helper=");
      setting(credential.helperSetting(path(CREDENTIAL)));
      setting("gc.auto=0");
      setting("maintenance.auto=false");
    }
    return this;
  }

  private static String path(Descriptor descriptor) {
    return "/dev/fd/" + descriptor.number();
  }

  String tried() {
    return tried;
  }

  Optional<byte[]> stdin() {
    return Optional.ofNullable(stdin);
  }

  /** A text of Git's without the password that it was given. */
  String withoutSecrets(String text) {
    return credential == null ? text : credential.removedFrom(text);
  }

  SpawnRequestBuilder spawn() {
    List<String> all = new ArrayList<>(List.of("git"));
    for (String setting : settings) {
      all.add("-c");
      all.add(setting);
    }
    all.addAll(words);
    SpawnRequestBuilder start = SpawnRequest.builder(all).env(variables);
    REMOVED.forEach(start::unsetEnv);
    inputs.forEach(start::input);
    return stdin == null ? start : start.openStdin();
  }
}
