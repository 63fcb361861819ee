package dev.sebring.server.toolbox.lsp;

import dev.sebring.api.CodeLanguage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The language servers that there are. */
enum Program {
  PYRIGHT("pyright-langserver", "pyright"),
  TYPESCRIPT("typescript-language-server", "typescript-language-server typescript");

  private final String command;
  private final String packages;

  Program(String command, String packages) {
    this.command = command;
    this.packages = packages;
  }

  static Program of(CodeLanguage language) {
    return language == CodeLanguage.PYTHON ? PYRIGHT : TYPESCRIPT;
  }

  List<String> commandLine() {
    return List.of(command, "--stdio");
  }

  String command() {
    return command;
  }

  /** What to do where it is missing. */
  String installation() {
    return "npm install --global " + packages;
  }

  /** Of the protocol's {@code initialize}. */
  Map<String, Object> options() {
    return switch (this) {
      case PYRIGHT -> Map.of();
      case TYPESCRIPT ->
          Map.of(
              "hostInfo",
              "sebring",
              "disableAutomaticTypingAcquisition", // it would download from npm on its own
              true,
              "tsserver",
              Map.of("useSyntaxServer", "never")); // a second process, for editors
    };
  }

  /** Whether a file of that name is one of its sources. */
  boolean reads(String name) {
    return switch (extension(name)) {
      case "py", "pyi" -> this == PYRIGHT;
      case "ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs" -> this == TYPESCRIPT;
      default -> false;
    };
  }

  /** Whether it knows by itself which files a project has, if none is open. */
  boolean findsFiles(Set<String> namesInProject) {
    return this == PYRIGHT
        || namesInProject.contains("tsconfig.json")
        || namesInProject.contains("jsconfig.json");
  }

  /** The protocol's name for what a file is written in. */
  String documentLanguage(String name, CodeLanguage otherwise) {
    if (this == PYRIGHT) {
      return "python";
    }
    return switch (extension(name)) {
      case "ts", "mts", "cts" -> "typescript";
      case "tsx" -> "typescriptreact";
      case "js", "mjs", "cjs" -> "javascript";
      case "jsx" -> "javascriptreact";
      default -> otherwise.wire();
    };
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
