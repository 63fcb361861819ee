package dev.sebring.server.toolbox.interpreter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.CodeLanguage;
import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.server.toolbox.program.BundledScript;

/** An interpreter with the script that makes it a context. Immutable and thread-safe. */
enum Driver {
  PYTHON("python3", "driver.py") {
    @Override
    SpawnRequestBuilder command() {
      return SpawnRequest.builder(
          program(),
          "-u",
          "-c",
          "exec(compile(__import__('posix').read(3,65536),'<driver>','exec'),{})");
    }
  },

  NODE("node", "driver.js") {
    /** Node's own parser finds the imports in a script, where V8 allows none. */
    @Override
    SpawnRequestBuilder command() {
      return SpawnRequest.builder(
          program(),
          "--expose-internals",
          "-e",
          "require('vm').compileFunction(require('fs').readFileSync(3,'utf8'),['require','load'],"
              + "{filename:'driver.js'})(require,(name,options)=>import(name,options))");
    }
  };

  private static final Descriptor SCRIPT = new Descriptor(3);

  private final String program;
  private final String script;

  Driver(String program, String script) {
    this.program = program;
    this.script = BundledScript.text(Driver.class, script);
  }

  static Driver of(CodeLanguage language) {
    return language == CodeLanguage.PYTHON ? PYTHON : NODE;
  }

  abstract SpawnRequestBuilder command();

  /** The interpreter. */
  String program() {
    return program;
  }

  /** A process that takes its orders from standard input. */
  SpawnRequestBuilder start() {
    return command().input(SCRIPT, script.getBytes(UTF_8)).openStdin();
  }
}
