package dev.sebring.e2e.tools;

import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * What the toolkit cannot do on a server without Sebring's additions to the wire: the case, and
 * why. Everything else passes there too; a case of this list that passes all the same fails the
 * run, so that the list stays true.
 */
final class Degradations implements InvocationInterceptor {
  static final Map<String, String> WITHOUT_ADDITIONS =
      Map.of(
          "theStreamsAreToldApart",
          "the contract's answer has one merged text",
          "whatAKilledProgramPrintedIsTold",
          "the contract's 408 has no output",
          "aCommandWithAnExitTrapOfItsOwnKeepsItsDirectory",
          "the directory is written by an exit trap of ours, which the command's own replaces",
          "aCommandThatReplacesItsShellKeepsItsDirectory",
          "the directory is written by an exit trap, which does not run when the shell is"
              + " replaced");

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation, method, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation, method, context);
  }

  private static void intercept(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    ToolkitCase testCase = (ToolkitCase) context.getRequiredTestInstance();
    String name = method.getExecutable().getName();
    if (testCase.additions || !WITHOUT_ADDITIONS.containsKey(name)) {
      invocation.proceed();
      return;
    }
    try {
      invocation.proceed();
    } catch (AssertionError expected) {
      context.publishReportEntry("degraded", name + ": " + WITHOUT_ADDITIONS.get(name));
      return;
    }
    fail(name + " passes without additions, but is listed as a degradation: take it off the list");
  }
}
