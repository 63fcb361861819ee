package dev.sebring.agent;

import dev.sebring.agent.model.ModelCaller;
import dev.sebring.agent.session.SessionStore;
import dev.sebring.agent.tool.ToolBox;
import dev.sebring.agent.tool.ToolRunner;

/**
 * What an agent is made of, checked and final.
 *
 * @param systemPrompt empty for none
 * @param toolCallLimit of one run
 * @param turnLimit how often one run asks the model
 * @param historyChars how much of the conversation the model is sent
 */
record AgentSettings(
    String name,
    String systemPrompt,
    boolean markdown,
    boolean showToolCalls,
    String sessionId,
    SessionStore store,
    int toolCallLimit,
    int turnLimit,
    int historyChars,
    ModelCaller model,
    String modelOrigin,
    ToolBox tools,
    ToolRunner toolRunner) {}
