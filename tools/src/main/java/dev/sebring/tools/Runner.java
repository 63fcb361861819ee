package dev.sebring.tools;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.SessionCommandLogs;
import java.time.Duration;

/** Runs programs in a sandbox, in a directory, with what a server offers for that. */
interface Runner {
  /** Runs a shell command and tells the directory that the shell ended in. */
  Ran command(String command, Place place, Duration timeout);

  /** Runs code as if it were a file in the directory. */
  Ran code(String code, CodeLanguage language, Place place, Duration timeout);

  /** What a command of a session has written on both streams, in the order of arrival. */
  String printed(SessionCommandLogs logs);
}
