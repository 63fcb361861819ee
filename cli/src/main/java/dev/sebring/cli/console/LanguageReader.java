package dev.sebring.cli.console;

import dev.sebring.api.CodeLanguage;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a language: its name, or the ending of its files. */
public final class LanguageReader implements ITypeConverter<CodeLanguage> {
  @Override
  public CodeLanguage convert(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    return CodeLanguage.find(name)
        .or(() -> ofEnding(name))
        .orElseThrow(() ->
            new TypeConversionException(
                "'" + text + "' is none of python, javascript, typescript"));
  }

  /** The language of a file by the ending of its name, without the dot. */
  public static Optional<CodeLanguage> ofEnding(String ending) {
    return switch (ending) {
      case "py" -> Optional.of(CodeLanguage.PYTHON);
      case "js", "mjs", "cjs" -> Optional.of(CodeLanguage.JAVASCRIPT);
      case "ts", "mts", "cts" -> Optional.of(CodeLanguage.TYPESCRIPT);
      default -> Optional.empty();
    };
  }
}
