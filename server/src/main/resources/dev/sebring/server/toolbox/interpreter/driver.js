// Keeps one global scope and runs in it what it is told to; see driver.py for how it is told, and how it answers. V8's own
// console mode does the work: declarations stay and may be made anew, and await is allowed anywhere. Orders are read by a
// worker, so that it can interrupt code that never comes back to the event loop.
const fs = require('node:fs');
const { Session } = require('node:inspector');
const { isNativeError } = require('node:util').types;
const { inspect } = require('node:util');
const { Worker } = require('node:worker_threads');

const MOST = 4 << 20;
const IMPORT = '__import__';
const OUR_FRAME = /^ +at (.* \()?(node:|driver\.js:)/;

const READ_ORDERS = `
  const { Session } = require('node:inspector');
  const { Socket } = require('node:net');
  const { createInterface } = require('node:readline');
  const { parentPort, workerData } = require('node:worker_threads');
  const waiting = [];
  let current = null;
  function next() {
    if (current !== null || waiting.length === 0) return;
    current = waiting.shift();
    parentPort.postMessage({ run: current });
  }
  function stop() {
    const stopped = current;
    parentPort.postMessage({ stop: stopped });
    // Unless it waits for something, it is busy, and has to be cut short before it can hear of that.
    setTimeout(() => {
      if (current !== stopped) return;
      const main = new Session();
      main.connectToMainThread();
      main.post('Runtime.terminateExecution', () => main.disconnect());
    }, 100);
  }
  parentPort.on('message', () => { current = null; next(); });
  createInterface({ input: new Socket({ fd: workerData, readable: true, writable: false }) }).on('line', line => {
    const [word, holder] = line.split(' ');
    if (word !== 'stop') {
      waiting.push(word);
      next();
    } else if (holder === current) {
      stop();
    }
  }).on('close', () => process.exit());
`;

/** Takes the orders from standard input, and leaves nothing there. */
function takeOrders() {
  fs.closeSync(3);
  const orders = fs.openSync('/proc/self/fd/0', 'r');
  fs.closeSync(0);
  fs.openSync('/dev/null', 'r');
  return orders;
}

function write(fd, text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(fd, bytes, at);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

function mark(text) {
  write(1, text);
  write(2, text);
}

// What the inspector hands over by reference comes here as a value.
const held = { take(value) { held.value = value; } };
const inspector = new Session();
function post(method, parameters) {
  let settle;
  const answered = new Promise(resolve => { settle = resolve; });
  inspector.post(method, parameters, (error, answer) => settle(error ? { failed: error } : answer));
  return answered;
}

function connect() {
  inspector.connect();
  globalThis.__held = held;
  inspector.post('Runtime.evaluate', { expression: '__held' }, (_, { result }) => { held.id = result.objectId; });
  delete globalThis.__held;
}

/** What the inspector tells of, in a box: it may be a promise. */
async function boxed({ objectId, unserializableValue, value }) {
  await post('Runtime.callFunctionOn', {
    functionDeclaration: 'function(value) { this.take(value); }',
    objectId: held.id,
    arguments: [objectId ? { objectId } : unserializableValue ? { unserializableValue } : { value }],
  });
  const box = { value: held.value };
  held.value = undefined;
  return box;
}

/** Replaces parts of a text by others with as many lines. */
function spliced(text, changes) {
  let result = '';
  let at = 0;
  for (const { start, end, by } of changes.sort((one, other) => one.start - other.start)) {
    const lines = text.slice(start, end).split('\n').length - by.split('\n').length;
    result += text.slice(at, start) + by + '\n'.repeat(Math.max(0, lines));
    at = end;
  }
  return result + text.slice(at);
}

/** An import declaration as what does the same where there are no modules. */
function imported(declaration, text) {
  const from = text.slice(declaration.source.start, declaration.source.end);
  const attributes = (declaration.attributes ?? []).map(it => text.slice(it.start, it.end)).join();
  const load = `await ${IMPORT}(${from}${attributes && `, { with: { ${attributes} } }`})`;
  const names = [];
  let all = '';
  for (const { type, imported: name, local } of declaration.specifiers) {
    if (type === 'ImportNamespaceSpecifier') all = local.name;
    else names.push(`${name ? name.raw ?? name.name : 'default'}: ${local.name}`);
  }
  const parts = names.length > 0 ? `{ ${names.join()} }` : '';
  if (!all) return `${parts && `const ${parts} = `}${load};`;
  return `const ${all} = ${load};${parts && ` const ${parts} = ${all};`}`;
}

/** Modules' syntax as scripts have it, for the console mode knows none. What does not parse stays, and fails where it is run. */
function withoutModules(text) {
  if (!/\b(import|export)\b/.test(text)) return text;
  const changes = [];
  try {
    const tree = require('internal/deps/acorn/acorn/dist/acorn').parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
    require('internal/deps/acorn/acorn-walk/dist/walk').simple(tree, {
      ImportDeclaration: it => changes.push({ start: it.start, end: it.end, by: imported(it, text) }),
      ImportExpression: it => changes.push({ start: it.start, end: it.start + 'import'.length, by: IMPORT }),
      ExportNamedDeclaration: it => changes.push({ start: it.start, end: it.declaration?.start ?? it.end, by: '' }),
      ExportDefaultDeclaration: it => changes.push({ start: it.start, end: it.declaration.start, by: '' }),
    });
  } catch {
    return text;
  }
  return spliced(text, changes);
}

function withoutTypes(text) {
  const { stripTypeScriptTypes } = require('node:module');
  if (!stripTypeScriptTypes) throw new Error(`TypeScript needs Node.js 22.13 or later here, and this is ${process.version}`);
  try {
    return stripTypeScriptTypes(text);
  } catch (error) {
    if (error.code !== 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') throw error;
    return stripTypeScriptTypes(text, { mode: 'transform' });
  }
}

/** Its stack without frames of ours, and those of its causes. */
function trace(error, depth = 0) {
  if (!isNativeError(error) || typeof error.stack !== 'string') return `Uncaught ${inspect(error)}`;
  const lines = error.stack.split('\n').filter(line => !OUR_FRAME.test(line));
  if (error.cause !== undefined && depth < 8) lines.push(`[cause]: ${trace(error.cause, depth + 1)}`);
  return lines.join('\n');
}

function told(error, place) {
  const isError = isNativeError(error);
  const name = isError ? String(error.name) : error?.constructor?.name ?? typeof error;
  const value = isError ? String(error.message) : inspect(error);
  const traceback = trace(error);
  const where = place && !traceback.includes(place.name) ? `\n    at ${place.name}:${place.line}:${place.column}` : '';
  return { type: 'error', name, value, traceback: traceback + where };
}

function described(value) {
  const text = inspect(value);
  const result = { type: 'result', text: text.length <= MOST ? text : `${text.slice(0, MOST)}…` };
  try {
    const json = Number.isNaN(value) || Math.abs(value) === Infinity ? undefined : JSON.stringify(value);
    if (json !== undefined && json.length <= MOST) result.json = JSON.parse(json);
  } catch {
    // It has none.
  }
  return result;
}

/** Answers with messages for the client. */
async function run({ code, language, result }, number) {
  const name = `run-${number}.${language === 'typescript' ? 'ts' : 'js'}`;
  let expression;
  try {
    expression = withoutModules(language === 'typescript' ? withoutTypes(code) : code);
  } catch (error) {
    return [{ ...told(error), name: error.name === 'Error' ? 'Error' : 'SyntaxError' }];
  }
  const { failed, exceptionDetails, result: last } = await post('Runtime.evaluate', {
    expression: `${expression}\n//# sourceURL=${name}`,
    replMode: true,
    objectGroup: 'run',
  });
  if (failed) return [{ type: 'error', name: 'Interrupted', value: 'the code was interrupted', traceback: '' }];
  if (exceptionDetails) {
    const { lineNumber, columnNumber, exception } = exceptionDetails;
    return [told((await boxed(exception)).value, { name, line: lineNumber + 1, column: columnNumber + 1 })];
  }
  return result && last.type !== 'undefined' ? [described((await boxed(last)).value)] : [];
}

/** Sets variables; answers with what takes that back. */
function setEnvironment(envs) {
  const before = Object.keys(envs).map(name => [name, process.env[name]]);
  Object.assign(process.env, envs);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

/** By the first thread: gVisor refuses /proc/PID/fd of a process that the guest has started. */
function descriptorsOf(pid) {
  return `/proc/${pid}/task/${pid}/fd/`;
}

let runs = 0;
let interrupt = () => {};

async function runFor(holder, orders) {
  const place = descriptorsOf(holder);
  const request = JSON.parse(fs.readFileSync(`${place}58`, 'utf8'));
  const answers = fs.openSync(`${place}1`, 'w');
  const turn = fs.openSync(`${place}0`, 'w');
  try {
    const stopped = new Promise(resolve => {
      interrupt = stop => {
        if (stop !== holder) return;
        // The inspector would still answer, and if the code's promise is collected as garbage, Node cannot take that.
        inspector.disconnect();
        connect();
        resolve([]);
      };
    });
    write(turn, `${process.pid} ${descriptorsOf(process.pid)}${orders}\n`);
    const restore = setEnvironment(request.envs);
    mark(request.begin);
    const messages = await Promise.race([run(request, ++runs), stopped]);
    await new Promise(setImmediate); // promises that nobody handles are told of by then
    restore();
    mark(request.end);
    for (const message of messages) write(answers, `${JSON.stringify(message)}\n`);
    await post('Runtime.releaseObjectGroup', { objectGroup: 'run' });
    await post('Runtime.discardConsoleEntries');
    write(turn, 'end\n');
  } finally {
    fs.closeSync(answers);
    fs.closeSync(turn);
  }
}

const orders = takeOrders();
process.argv.length = 1;
process.execArgv.length = 0;
process.on('SIGINT', () => {}); // for the programs that it waits for; see holder.sh
process.on('uncaughtException', error => console.error(trace(error)));
process.on('exit', () => inspector.disconnect()); // Node would wait for that, and say so
process.removeAllListeners('warning');
Object.defineProperty(globalThis, IMPORT, { value: load });
connect();
const reader = new Worker(READ_ORDERS, { eval: true, workerData: orders });
reader.on('message', ({ run: holder, stop }) => {
  if (stop !== undefined) {
    interrupt(stop);
    return;
  }
  runFor(holder, orders)
    .catch(() => {}) // the holder was let go of
    .finally(() => reader.postMessage('done'));
});
