package dev.sebring.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a process that is looked after by id. Give either {@code shellCommand} or {@code argv};
 * of a {@code pty}, neither is a shell.
 *
 * <pre>{@code {"kind":"exec","shellCommand":"make","cwd":"/home/daytona","stdin":"open"}}</pre>
 *
 * @param kind {@code exec}, which is also the default, or {@code pty}; {@code code} and {@code
 *     session} are refused
 * @param cwd default: the sandbox's working directory
 * @param name an alias while the process runs
 * @param stdin {@code open} or {@code closed}, the default; that of a {@code pty} is open
 * @param keepLogs shown as it was given; default: {@code until_cleanup}
 * @param login whether the shell is a login shell
 * @param timeoutMs when it is killed with all that it has started; 0, the default: never
 * @param shell name or path of the one that runs the command; default: bash, or else sh
 * @param user name or number; default: the sandbox's
 * @param sessionId refused
 * @param terminal of a {@code pty}; default: 80 by 24
 */
public record CreateProcessRequest(
    @Nullable String kind,
    @Nullable String shellCommand,
    @Nullable List<String> argv,
    @Nullable String cwd,
    @Nullable Map<String, String> env,
    @Nullable String name,
    @Nullable String stdin,
    @Nullable String keepLogs,
    @Nullable Boolean login,
    @Nullable Long timeoutMs,
    @Nullable String shell,
    @Nullable String user,
    @Nullable String sessionId,
    @Nullable ProcessTerminal terminal) {}
