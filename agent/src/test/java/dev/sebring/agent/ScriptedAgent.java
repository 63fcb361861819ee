package dev.sebring.agent;

import dev.sebring.agent.model.AgentModel;
import dev.sebring.agent.model.ModelChoice;
import dev.sebring.agent.model.ModelPatience;
import dev.sebring.testkit.model.ModelRequest;
import dev.sebring.testkit.model.Script;
import dev.sebring.testkit.model.ScriptedModelServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An agent, its tools, and the scripted model that it speaks to over HTTP. */
final class ScriptedAgent implements AutoCloseable {
  static final ModelPatience QUICK =
      new ModelPatience(Duration.ofSeconds(5), 2, Duration.ofMillis(1), Duration.ofSeconds(2));

  final ScriptedModelServer server;
  final TestTools tools = new TestTools();
  final Agent agent;

  ScriptedAgent(Script script) {
    this(script, builder -> builder);
  }

  ScriptedAgent(Script script, UnaryOperator<AgentBuilder> settings) {
    this.server = ScriptedModelServer.start(script);
    this.agent =
        settings
            .apply(Agent.builder().tools(tools).model(model(server)).modelPatience(QUICK))
            .build();
  }

  static AgentModel model(ScriptedModelServer server) {
    return new ModelChoice(
            Map.of("OPENAI_BASE_URL", server.baseUrl().toString(), "OPENAI_API_KEY", "k"))
        .choose();
  }

  /** The texts of the results that the model received with its last request. */
  List<String> lastToolTexts() {
    List<ModelRequest> requests = server.requests();
    return requests.get(requests.size() - 1).toolResults().stream().map(r -> r.text()).toList();
  }

  @Override
  public void close() {
    agent.close();
    server.close();
  }
}
