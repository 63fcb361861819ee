package dev.sebring.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sebring.api.ExecuteRequest;
import dev.sebring.api.Json;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.ServerConnection.AtExit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A program that uses the embedded server as users do, told what to do by lines of JSON on standard
 * input; it answers each with a line, after a first one that says that it has a server. At the end
 * of its input its main method returns, with nothing closed.
 */
final class ClientProgram {
  private final Daytona daytona = new Daytona();
  private CompletableFuture<String> background = CompletableFuture.completedFuture("");

  public static void main(String[] arguments) throws IOException {
    ClientProgram program = new ClientProgram();
    System.out.println(Json.write("ready"));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> words = Json.mapper().readValue(line, new TypeReference<List<String>>() {});
      System.out.println(Json.write(program.answer(words)));
    }
  }

  private String answer(List<String> words) {
    try {
      return obey(words);
    } catch (DaytonaException e) {
      return "failed: " + e.getMessage();
    }
  }

  private String obey(List<String> words) {
    switch (words.get(0)) {
      case "create":
        return daytona.create().getId();
      case "state":
        return state(words.get(1));
      case "run":
        return run(words.get(1), words.get(2));
      case "run-beside":
        background =
            CompletableFuture.supplyAsync(() -> answer(List.of("run", words.get(1), words.get(2))));
        return "";
      case "await-beside":
        return background.join();
      case "at-exit":
        daytona.atExit(daytona.get(words.get(1)), AtExit.valueOf(words.get(2)));
        return "";
      case "toolbox":
        return daytona.get(words.get(1)).getData().toolboxProxyUrl();
      default:
        throw new IllegalArgumentException(words.toString());
    }
  }

  private String state(String id) {
    try {
      return daytona.get(id).getState().wire();
    } catch (DaytonaNotFoundException e) {
      return "gone";
    }
  }

  private String run(String id, String command) {
    return daytona
        .get(id)
        .getProcess()
        .execute(new ExecuteRequest(command, null, null, 30), false)
        .result()
        .strip();
  }
}
