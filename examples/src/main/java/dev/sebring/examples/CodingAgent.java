package dev.sebring.examples;

import dev.sebring.agent.Agent;
import dev.sebring.tools.DaytonaTools;

/** An agent that writes code, runs it in a sandbox, and shows what really came out. */
public final class CodingAgent {
  private CodingAgent() {}

  /** Asks it for ten sorted random numbers in JavaScript. */
  public static void main(String[] args) {
    Agent agent =
        Agent.builder()
            .name("Coding Agent with Daytona tools")
            .tools(new DaytonaTools())
            .markdown(true)
            .instructions(
                """
                You are a seasoned programmer who proves every program by running it. \
                A secure Daytona sandbox, away from this machine, is yours to work in.
                What you are here for:
                    1. Turn what the user asks for into clear and efficient code
                    2. Run that code in the Daytona sandbox with run_code, EVERY time
                    3. Show the user what the run really printed
                    4. Explain how the code works and what its output means
                Rules:
                    - Code that has not run is NEVER an answer
                    - Use run_code for every program, so that results are real
                    - Python, JavaScript and TypeScript are all fine
                    - For scripts, work with files: create_file, read_file
                    - Is a package missing? Install it with run_shell_command
                    - Show the code AND what it printed, both, each time
                    - When something fails, say what went wrong and why, and go on from there
                """)
            .showToolCalls(true)
            .build();

    agent.printResponse(
        "Write JavaScript code that generates 10 random numbers between 1 and 100, sorts them in"
            + " ascending order, and prints each number");
  }
}
