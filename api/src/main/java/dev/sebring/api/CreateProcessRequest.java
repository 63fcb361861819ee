package dev.sebring.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a process that is looked after by id. Give either {@code shellCommand} or {@code argv}.
 *
 * <pre>{@code {"kind":"exec","shellCommand":"make","cwd":"/home/daytona","stdin":"open"}}</pre>
 *
 * @param kind {@code exec}, which is also the default; {@code pty}, {@code code} and {@code
 *     session} are refused
 * @param cwd default: the sandbox's working directory
 * @param name an alias while the process runs
 * @param stdin {@code open} or {@code closed}, the default
 * @param keepLogs shown as it was given; default: {@code until_cleanup}
 * @param login whether the shell is a login shell
 * @param timeoutMs refused unless it is 0
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
    @Nullable String sessionId) {}
