package dev.sebring.server.toolbox.lsp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A program in the place of Pyright, which says what a sandbox may make up. */
final class FakeServer {
  /** Answers to {@code initialize}, as it should. */
  static final String POLITE =
      """
      import json, os, sys
      def send(text): sys.stdout.buffer.write(text.encode()); sys.stdout.flush()
      def say(message):
          body = json.dumps(message)
          send(f"Content-Length: {len(body)}\\r\\n\\r\\n{body}")
      def heard():
          length = 0
          while (line := sys.stdin.buffer.readline().strip()):
              if line.lower().startswith(b"content-length:"): length = int(line.split(b":")[1])
          return json.loads(sys.stdin.buffer.read(length)) if length else sys.exit()
      say({"jsonrpc": "2.0", "id": heard()["id"], "result": {"capabilities": {}}})
      def asked():
          while (message := heard()).get("method") != "workspace/symbol": pass
          return message["id"]
      say({"jsonrpc": "2.0", "method": "window/logMessage", "params": {"type": 3, "message": "Found 1 source file"}})
      """;

  private FakeServer() {}

  /** Puts it before all else. */
  static void in(LspCalls lsp, String python) throws IOException {
    Path directory = Files.createDirectories(lsp.home().resolve("bin"));
    Path program = directory.resolve("pyright-langserver");
    Files.writeString(program, "#!/usr/bin/env python3\n" + python);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    lsp.path(directory + ":" + System.getenv("PATH"));
  }
}
