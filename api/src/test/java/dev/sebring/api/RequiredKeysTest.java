package dev.sebring.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Official clients refuse an object that lacks a required key, and some refuse a {@code null} for
 * an absent one.
 */
class RequiredKeysTest {
  static Stream<Arguments> values() {
    Set<String> item =
        Set.of(
            "id",
            "organizationId",
            "name",
            "user",
            "labels",
            "public",
            "networkBlockAll",
            "target",
            "cpu",
            "gpu",
            "memory",
            "disk",
            "toolboxProxyUrl");
    Set<String> sandbox = new TreeSet<>(item);
    sandbox.add("env");
    sandbox.add("kvm");
    return Stream.of(
        row(Examples.sandbox(), sandbox),
        row(SandboxListItem.of(Examples.sandbox()), item),
        row(new SandboxList(List.of(), null), Set.of("items", "nextCursor")),
        row(new SandboxLabels(Map.of()), Set.of("labels")),
        row(
            new CreateSandbox(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null),
            Set.of()),
        row(new ExecuteRequest("ls", null, null, null), Set.of("command")),
        row(new ExecuteResponse(0, "", null, null, null, null), Set.of("exitCode", "result")),
        row(
            new CodeRunRequest("", CodeLanguage.PYTHON, null, null, null, null),
            Set.of("code", "language")),
        row(new CodeRunResponse(0, "", null, null, null, null), Set.of("exitCode", "result")),
        row(
            Examples.file(),
            Set.of(
                "name",
                "isDir",
                "size",
                "mode",
                "permissions",
                "modTime",
                "modifiedAt",
                "owner",
                "group")),
        row(new UploadedFile("a", "/a", "file"), Set.of("name", "path", "type")),
        row(new BulkUploadedFile("/a", 1), Set.of("path", "bytes")),
        row(new BulkUploadResult(null, List.of()), Set.of("files")),
        row(new BulkDownloadRequest(List.of()), Set.of("paths")),
        row(new FileMatch("/a", 1, ""), Set.of("file", "line", "content")),
        row(new SearchFilesResponse(List.of()), Set.of("files")),
        row(new ReplaceRequest(List.of(), "a", ""), Set.of("files", "pattern", "newValue")),
        row(new ReplaceResult("/a", true, null), Set.of("file", "success")),
        row(
            new GitCloneRequest("/r", "r", null, null, null, null, null, null),
            Set.of("url", "path")),
        row(new GitInitRequest("r", null, null), Set.of("path")),
        row(
            new GitStatus("main", List.of(), 0, 0, false, false, null),
            Set.of(
                "currentBranch", "fileStatus", "ahead", "behind", "branchPublished", "detached")),
        row(
            new FileStatus(
                "a", FileStatus.Status.UPDATED_BUT_UNMERGED, FileStatus.Status.ADDED, ""),
            Set.of("name", "staging", "worktree", "extra")),
        row(
            new GitCommitInfo("1", "a", "a@x", "m", "2026-01-02T03:04:05Z"),
            Set.of("hash", "author", "email", "message", "timestamp")),
        row(new ListBranchResponse(List.of(), null), Set.of("branches")),
        row(new GitBranchRequest("r", "b"), Set.of("path", "name")),
        row(new GitDeleteBranchRequest("r", "b"), Set.of("path", "name")),
        row(new GitCheckoutRequest("r", "b"), Set.of("path", "branch")),
        row(new GitAddRequest("r", List.of()), Set.of("path", "files")),
        row(
            new GitCommitRequest("r", "m", "a", "a@x", null),
            Set.of("path", "message", "author", "email")),
        row(new GitCommitResponse("1"), Set.of("hash")),
        row(new GitPushRequest("r", null, null, null, null, null), Set.of("path")),
        row(new GitPullRequest("r", null, null, null, null), Set.of("path")),
        row(new GitResetRequest("r", null, null, null), Set.of("path")),
        row(new GitRestoreRequest("r", List.of(), null, null, null), Set.of("path", "files")),
        row(new GitRemote("o", "/r"), Set.of("name", "url")),
        row(new ListRemotesResponse(List.of()), Set.of("remotes")),
        row(new GitAddRemoteRequest("r", "o", "/r", null, null), Set.of("path", "name", "url")),
        row(new GitConfigResponse(null), Set.of()),
        row(new GitSetConfigRequest("a.b", "", null, null), Set.of("key", "value")),
        row(new GitConfigureUserRequest("a", "a@x", null, null), Set.of("name", "email")),
        row(new GitAuthenticateRequest("a", "p", null, null), Set.of("username", "password")),
        row(new LspServerRequest(CodeLanguage.PYTHON, "p"), Set.of("languageId", "pathToProject")),
        row(
            new LspDocumentRequest(CodeLanguage.PYTHON, "p", "file://a"),
            Set.of("languageId", "pathToProject", "uri")),
        row(
            new LspCompletionParams(
                CodeLanguage.PYTHON, "p", "file://a", new LspPosition(0, 0), null),
            Set.of("languageId", "pathToProject", "uri", "position")),
        row(new CompletionContext(1, null), Set.of("triggerKind")),
        row(new CompletionList(false, List.of()), Set.of("isIncomplete", "items")),
        row(new CompletionItem("a", null, null, null, null, null, null), Set.of("label")),
        row(MarkupContent.plain("a"), Set.of("kind", "value")),
        row(
            new LspSymbol(
                "a",
                5,
                new LspLocation(
                    "file:///a", new LspRange(new LspPosition(0, 0), new LspPosition(0, 1)))),
            Set.of("name", "kind", "location")),
        row(new PortList(List.of()), Set.of("ports")),
        row(new PortInUse(false), Set.of("isInUse")),
        row(
            new SystemMetrics(1, 0, 0, 0, 0, 0, 0, 0, Examples.TIME, 0),
            Set.of(
                "cpuCount",
                "cpuUsedPct",
                "memTotal",
                "memUsed",
                "memCache",
                "diskTotal",
                "diskUsed",
                "diskFree",
                "timestamp",
                "timestampUnix")),
        row(new EnvChange(null, null, null), Set.of()),
        row(new Dir("/"), Set.of("dir")),
        row(new Version("1"), Set.of("version")),
        row(new Url("http://a"), Set.of("url")),
        row(
            ApiError.ofApi(404, "Not Found", "no", null, "/sandbox/x", Examples.TIME),
            Set.of("path", "timestamp", "statusCode", "error", "message", "source")),
        row(
            ApiError.ofDaemon(404, "no", ErrorCode.FILE_NOT_FOUND, "/files", "GET", Examples.TIME),
            Set.of("statusCode", "message", "timestamp", "path", "method", "code", "source")),
        row(
            Examples.config(),
            Set.of(
                "version",
                "oidc",
                "linkedAccountsEnabled",
                "announcements",
                "proxyTemplateUrl",
                "proxyToolboxUrl",
                "defaultSnapshot",
                "dashboardUrl",
                "maxAutoArchiveInterval",
                "maintananceMode",
                "environment")),
        row(Examples.organization(), ORGANIZATION),
        row(
            new User("u", "n", "e", false, List.of(), Examples.TIME),
            Set.of("id", "name", "email", "emailVerified", "publicKeys", "createdAt")),
        row(new CreateApiKey("ci", List.of(), null), Set.of("name", "permissions")),
        row(
            new CreatedApiKey("ci", "dtn_1", Examples.TIME, List.of(), null),
            Set.of("name", "value", "createdAt", "permissions", "expiresAt")),
        row(
            Examples.key(),
            Set.of(
                "name", "value", "createdAt", "permissions", "lastUsedAt", "expiresAt", "userId")));
  }

  private static final Set<String> ORGANIZATION =
      Set.of(
          "id",
          "name",
          "createdBy",
          "personal",
          "createdAt",
          "updatedAt",
          "suspended",
          "suspendedAt",
          "suspensionReason",
          "suspendedUntil",
          "suspensionCleanupGracePeriodHours",
          "maxCpuPerSandbox",
          "maxMemoryPerSandbox",
          "maxDiskPerSandbox",
          "secretQuota",
          "maxSecretsPerSandbox",
          "snapshotDeactivationTimeoutMinutes",
          "sandboxLimitedNetworkEgress",
          "previewWarningEnabled",
          "ssoEnabled",
          "authenticatedRateLimit",
          "sandboxCreateRateLimit",
          "sandboxLifecycleRateLimit",
          "authenticatedRateLimitTtlSeconds",
          "sandboxCreateRateLimitTtlSeconds",
          "sandboxLifecycleRateLimitTtlSeconds",
          "experimentalConfig",
          "otelConfig");

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void aValueWithNothingOptionalHasExactlyTheRequiredKeys(
      String type, Object value, Set<String> keys) {
    JsonNode json = Json.mapper().valueToTree(value);

    assertThat(json.fieldNames()).toIterable().as(type).containsExactlyInAnyOrderElementsOf(keys);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void whatIsWrittenIsReadBack(String type, Object value, Set<String> keys) throws Exception {
    String json = Json.write(value);

    Object read = Json.mapper().readValue(json, value.getClass());

    assertThat(Json.write(read)).as(type).isEqualTo(json);
  }

  private static Arguments row(Object value, Set<String> keys) {
    return Arguments.of(value.getClass().getSimpleName(), value, keys);
  }
}
