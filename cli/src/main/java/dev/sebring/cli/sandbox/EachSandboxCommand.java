package dev.sebring.cli.sandbox;

import dev.sebring.cli.console.Console;
import dev.sebring.cli.console.ExitCode;
import dev.sebring.client.Daytona;
import dev.sebring.client.Sandbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Does the same to each named sandbox, in order, up to the first that fails. */
abstract class EachSandboxCommand implements Callable<Integer> {
  @Mixin private Console console = new Console();

  @Parameters(arity = "1..*", paramLabel = "SANDBOX", description = "Ids or names.")
  private List<String> sandboxes = List.of();

  abstract void apply(Sandbox sandbox);

  @Override
  public Integer call() {
    Map<String, String> states = new LinkedHashMap<>();
    try (Daytona daytona = new Daytona()) {
      for (String idOrName : sandboxes) {
        Sandbox sandbox = daytona.get(idOrName);
        apply(sandbox);
        states.put(sandbox.getId(), sandbox.getState().wire());
        if (!console.json()) {
          console.line(sandbox.getId() + " " + sandbox.getState().wire());
        }
      }
    }
    if (console.json()) {
      console.printJson(states);
    }
    return ExitCode.OK;
  }
}
