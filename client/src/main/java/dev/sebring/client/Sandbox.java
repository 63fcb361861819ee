package dev.sebring.client;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.Dir;
import dev.sebring.api.SandboxLabels;
import dev.sebring.api.SandboxState;
import dev.sebring.api.UpdateSandboxNetworkSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox: its state, its programs ({@link #getProcess}, {@link #getCodeInterpreter}), its files
 * ({@link #getFs}), its repositories ({@link #getGit}) and its language servers ({@link
 * #createLspServer}). What it tells about itself is what the server last answered; {@link
 * #refreshData} asks again. This class is thread-safe.
 */
public final class Sandbox {
  private static final Set<SandboxState> FAILED =
      EnumSet.of(SandboxState.ERROR, SandboxState.BUILD_FAILED);
  private static final Set<SandboxState> AT_REST =
      EnumSet.of(
          SandboxState.STOPPED, SandboxState.PAUSED, SandboxState.ARCHIVED, SandboxState.DESTROYED);
  private static final Duration FIRST_POLL = Duration.ofMillis(100);
  private static final Duration LAST_POLL = Duration.ofSeconds(1);

  private final Daytona daytona;
  private final Process process;
  private final CodeInterpreter codeInterpreter;
  private final FileSystem fs;
  private final Git git;
  private final Toolbox toolbox;
  private final SignedUrls signedUrls = new SignedUrls(Clock.systemUTC());
  private volatile dev.sebring.api.Sandbox data;

  Sandbox(Daytona daytona, dev.sebring.api.Sandbox data) {
    this.daytona = daytona;
    this.data = data;
    this.toolbox = new Toolbox(daytona, this);
    this.process = new Process(toolbox, this::getLanguage);
    this.codeInterpreter = new CodeInterpreter(toolbox, this::getLanguage);
    this.fs = new FileSystem(toolbox);
    this.git = new Git(toolbox);
  }

  /** The id, a UUID. */
  public String getId() {
    return data.id();
  }

  /** The name, which can be used like the id. */
  public String getName() {
    return data.name();
  }

  /** The state when the server last told. */
  public SandboxState getState() {
    SandboxState state = data.state();
    return state == null ? SandboxState.UNKNOWN : state;
  }

  /** The labels when the server last told. */
  public Map<String, String> getLabels() {
    return data.labels();
  }

  /**
   * The language of code runs that do not say: from the label {@code code-toolbox-language}, Python
   * without.
   */
  public CodeLanguage getLanguage() {
    String label = data.labels().get(CreateSandboxParams.LANGUAGE_LABEL);
    return label == null
        ? CodeLanguage.PYTHON
        : CodeLanguage.find(label).orElse(CodeLanguage.PYTHON);
  }

  /** Everything that the server last told. */
  public dev.sebring.api.Sandbox getData() {
    return data;
  }

  /** Programs in this sandbox. */
  public Process getProcess() {
    return process;
  }

  /** Code in this sandbox that keeps its state from run to run. */
  public CodeInterpreter getCodeInterpreter() {
    return codeInterpreter;
  }

  /** Files in this sandbox. */
  public FileSystem getFs() {
    return fs;
  }

  /** Git repositories in this sandbox. */
  public Git getGit() {
    return git;
  }

  /**
   * The language server of one project, which {@link LspServer#start} starts.
   *
   * @param pathToProject a directory; a relative one starts at the working directory
   */
  public LspServer createLspServer(CodeLanguage language, String pathToProject) {
    return new LspServer(toolbox, language, pathToProject);
  }

  /**
   * The same by the language's name: {@code python}, {@code typescript} or {@code javascript}.
   *
   * @throws IllegalArgumentException if it is another
   */
  public LspServer createLspServer(String languageId, String pathToProject) {
    return createLspServer(CodeLanguage.fromWire(languageId), pathToProject);
  }

  /** Asks the server for everything again. */
  public void refreshData() {
    data = daytona.fetch(getId());
  }

  /** Starts it, within the client's timeout. Does nothing if it is started. */
  public void start() {
    start(daytona.config().timeout());
  }

  /**
   * Starts it.
   *
   * @param timeout until it is started; zero: none
   */
  public void start(Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    post("start", "/start", timeout);
    waitUntilStarted(deadline);
  }

  /** Starts it again after an error, within the client's timeout. */
  public void recover() {
    recover(daytona.config().timeout());
  }

  /**
   * Starts it again after an error that {@code getData().recoverable()} says can be recovered from.
   * Its files are there, its programs are not.
   *
   * @param timeout until it is started; zero: none
   */
  public void recover(Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    post("recover", "/recover", timeout);
    waitUntilStarted(deadline);
  }

  /**
   * Stops it, within the client's timeout: its programs end, its files stay. An ephemeral one is
   * deleted.
   */
  public void stop() {
    stop(daytona.config().timeout());
  }

  /**
   * Stops it.
   *
   * @param timeout until it is stopped; zero: none
   */
  public void stop(Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    post("stop", "/stop", timeout);
    try {
      waitFor(
          EnumSet.of(SandboxState.STOPPED, SandboxState.DESTROYED, SandboxState.ARCHIVED),
          "stop",
          deadline);
    } catch (DaytonaNotFoundException gone) {
      data = data.toBuilder().state(SandboxState.DESTROYED).build();
    }
  }

  /** Deletes it with its files, in whatever state it is. */
  public void delete() {
    delete(daytona.config().timeout());
  }

  /**
   * Deletes it with its files, in whatever state it is.
   *
   * @param timeout of the call; zero: none
   * @throws DaytonaNotFoundException if it does not exist any more
   */
  public void delete(Duration timeout) {
    Operation operation = Operation.of("delete sandbox " + getId(), "DELETE", path(""), timeout);
    daytona.transport().bytes(operation, daytona.address());
    data = data.toBuilder().state(SandboxState.DESTROYED).build();
  }

  /** Replaces all labels. */
  public void setLabels(Map<String, String> labels) {
    Operation operation =
        Operation.of(
                "set the labels of sandbox " + getId(),
                "PUT",
                path("/labels"),
                daytona.config().timeout())
            .body(Body.json(new SandboxLabels(labels)));
    daytona.transport().bytes(operation, daytona.address());
    refreshData();
  }

  /** Sets the time without activity until it is stopped, in whole minutes; 0: never. */
  public void setAutostopInterval(int minutes) {
    post("set the auto-stop time of", "/autostop/" + minutes, daytona.config().timeout());
  }

  /** Sets the time stopped until it is deleted, in whole minutes; 0: at once, negative: never. */
  public void setAutoDeleteInterval(int minutes) {
    post("set the auto-delete time of", "/autodelete/" + minutes, daytona.config().timeout());
  }

  /**
   * Changes where its traffic may go, at once, also for open connections. What is {@code null}
   * stays as it is, except that not blocking without a list clears both lists.
   *
   * @throws DaytonaBadRequestException if a list has a wrong entry; it says which
   */
  public void updateNetworkSettings(UpdateSandboxNetworkSettings settings) {
    Operation operation =
        Operation.of(
                "change the network settings of sandbox " + getId(),
                "POST",
                path("/network-settings"),
                daytona.config().timeout())
            .body(Body.json(settings));
    data = daytona.transport().call(operation, daytona.address(), dev.sebring.api.Sandbox.class);
  }

  /** The home directory of its user. */
  public String getUserHomeDir() {
    return new Toolbox(daytona, this)
        .call("find the home directory", "GET", "/user-home-dir", Dir.class)
        .dir();
  }

  /**
   * A URL that downloads one file with GET and needs no key. It works while the sandbox runs.
   *
   * @param time for which it is valid; {@code null}: an hour; zero: for ever
   */
  public URI downloadUrl(String path, @Nullable Duration time) {
    return signed("/files/download", "GET", path, time);
  }

  /**
   * A URL that writes one file with POST and needs no key; the body is a form with the field {@code
   * file}, or the file itself.
   *
   * @param time for which it is valid; {@code null}: an hour; zero: for ever
   */
  public URI uploadUrl(String path, @Nullable Duration time) {
    return signed("/files/upload-v2", "POST", path, time);
  }

  /** Ends all such URLs that were made until now. */
  public void rotateSigningKey() {
    signedUrls.keep(signingKey("replace the signing key", "POST", "/signing-key/rotate"));
  }

  private URI signed(String operation, String method, String path, @Nullable Duration time) {
    URI toolbox = new Toolbox(daytona, this).current().apiUrl();
    return signedUrls.url(
        toolbox,
        operation,
        method,
        path,
        time,
        () -> signingKey("get the signing key", "GET", "/signing-key"));
  }

  private String signingKey(String what, String method, String path) {
    return daytona
        .transport()
        .call(
            Operation.of(
                what + " of sandbox " + getId(),
                method,
                "/sandbox/" + Operation.encode(getId()) + path,
                daytona.config().timeout()),
            daytona.address(),
            String.class);
  }

  /** The directory that programs start in, and that relative paths start from. */
  public String getWorkDir() {
    return new Toolbox(daytona, this)
        .call("find the working directory", "GET", "/work-dir", Dir.class)
        .dir();
  }

  /**
   * Waits until it is started; returns at once if it is.
   *
   * @param timeout zero: none
   */
  public void waitUntilStarted(Duration timeout) {
    waitUntilStarted(Deadline.in(timeout));
  }

  /**
   * Waits until it is stopped, paused, archived or deleted; returns at once if it is.
   *
   * @param timeout zero: none
   */
  public void waitUntilStopped(Duration timeout) {
    waitFor(AT_REST, "stop", Deadline.in(timeout));
  }

  void waitUntilStarted(Deadline deadline) {
    waitFor(EnumSet.of(SandboxState.STARTED), "start", deadline);
  }

  private void waitFor(Set<SandboxState> wanted, String what, Deadline deadline) {
    Duration pause = FIRST_POLL;
    while (!wanted.contains(getState())) {
      if (FAILED.contains(getState())) {
        throw new DaytonaException(
            "Tried to "
                + what
                + " sandbox "
                + getId()
                + ", but its state is "
                + getState().wire()
                + reason());
      }
      if (deadline.remaining().compareTo(pause) <= 0) {
        throw deadline.exceeded(
            "Tried to " + what + " sandbox " + getId() + ", whose state is " + getState().wire(),
            null);
      }
      sleep(pause);
      pause = pause.multipliedBy(2).compareTo(LAST_POLL) < 0 ? pause.multipliedBy(2) : LAST_POLL;
      refreshData();
    }
  }

  private String reason() {
    @Nullable String reason = data.errorReason();
    return reason == null ? "" : ": " + reason;
  }

  private void sleep(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaytonaException(
          "Waited for sandbox " + getId() + ", but this thread was interrupted", e);
    }
  }

  private void post(String what, String path, Duration timeout) {
    Operation operation = Operation.of(what + " sandbox " + getId(), "POST", path(path), timeout);
    data = daytona.transport().call(operation, daytona.address(), dev.sebring.api.Sandbox.class);
  }

  private String path(String rest) {
    return "/sandbox/" + Operation.encode(getId()) + rest;
  }

  /** The id, name and state. */
  @Override
  public String toString() {
    return "Sandbox[id=" + getId() + ", name=" + getName() + ", state=" + getState().wire() + "]";
  }
}
