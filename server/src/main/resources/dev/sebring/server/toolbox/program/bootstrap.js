// Runs the program of descriptor 3 as if it were the file process.argv[1], which does not exist.
// Called in the main thread and in each Worker, before Node looks for that file.
const { readFileSync, realpathSync } = require('node:fs');
const Module = require('node:module');
const { delimiter, dirname, join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { Script, compileFunction } = require('node:vm');

const WRAPPER = ['exports', 'require', 'module', '__filename', '__dirname'];
const ONLY_IN_MODULES = /^(Cannot use import statement outside|Unexpected token 'export'|Cannot use 'import\.meta')/;
const NAMED_IMPORT = /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*(['"])([\w:/]+)\1|\b(?:import|require)\s*\(?\s*(['"])([\w:/]+)\3/g;
const ANY_IMPORT = /\b(import|require)\b|\bexport\b[^'"`;()]*?\bfrom\b/;
const MAYBE_A_MODULE = /^(Identifier '.*' has already been declared|await is only valid|Unexpected reserved word)/;

// Hooks for Node before 22.15, which has asynchronous ones only.
const OLD_HOOKS = `
  let main;
  export const initialize = data => { main = data; };
  export const resolve = (specifier, context, next) =>
    specifier === main.url ? { url: main.url, format: 'module', shortCircuit: true } : next(specifier, context);
  export const load = (url, context, next) =>
    url === main.url ? { format: 'module', source: main.source, shortCircuit: true } : next(url, context);
`;

const path = process.argv[1];
const url = pathToFileURL(path).href;

function attempt(action) {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}

function fail(exitCode, message) {
  console.error(message);
  process.exit(exitCode);
}

/** The type that the nearest package.json gives to files without one of their own. */
function packageType(directory) {
  const { value } = attempt(() => JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')));
  const parent = dirname(directory);
  return value || parent === directory ? value?.type : packageType(parent);
}

/** Decides as Node does: a module is what is one by its package, or parses only as one. */
function javaScript(source, type) {
  if (type === 'module' || type === 'commonjs') return { format: type, source };
  const { error } = attempt(() => compileFunction(source, WRAPPER));
  const isModule = error && (ONLY_IN_MODULES.test(error.message) || (MAYBE_A_MODULE.test(error.message)
    && !attempt(() => new Script(`(async function() {${source}\n})`)).error));
  return { format: isModule ? 'module' : 'commonjs', source };
}

/** tsx's loader: of the tsx command on the PATH, else of a package near the program. */
function findTsx() {
  for (const entry of (process.env.PATH ?? '').split(delimiter)) {
    const { value } = attempt(() => realpathSync(join(entry, 'tsx')));
    if (value) return join(dirname(value), 'loader.mjs');
  }
  return attempt(() => Module.createRequire(path).resolve('tsx')).value;
}

/** Whether it may import anything but Node's own modules, which is all that tsx is needed for. */
function mayImportOthers(source) {
  return ANY_IMPORT.test(source.replace(NAMED_IMPORT,
    (all, quote, from, otherQuote, named) => Module.isBuiltin(from ?? named) ? '' : all));
}

/** esbuild as it starts its compiler itself: a Worker that does so takes longer than all the rest. */
function loadEsbuild(tsx) {
  const before = process.env.ESBUILD_WORKER_THREADS;
  process.env.ESBUILD_WORKER_THREADS = '0';
  try {
    return Module.createRequire(tsx)('esbuild');
  } finally {
    if (before === undefined) delete process.env.ESBUILD_WORKER_THREADS;
    else process.env.ESBUILD_WORKER_THREADS = before;
  }
}

/** Failures in other files should not show tsx's own code, which is one very long line. */
function hideTsxFromErrors(owner, name) {
  const original = owner[name];
  if (!original) return;
  owner[name] = function (...parameters) {
    try {
      return original.apply(this, parameters);
    } catch (error) {
      if (typeof error?.stack === 'string') {
        error.stack = error.stack.split('\n').filter(line => !/\/(tsx|esbuild)\/|\(bootstrap\.js:/.test(line)).join('\n');
      }
      throw error;
    }
  };
}

async function typeScript(source, type) {
  const tsx = findTsx();
  if (!tsx) fail(127, 'TypeScript needs tsx, which is not in this sandbox: npm install -g tsx');
  const esbuild = loadEsbuild(tsx);
  if (mayImportOthers(source)) {
    await importUrl(pathToFileURL(tsx).href);
    hideTsxFromErrors(Module, '_resolveFilename');
    Object.keys(Module._extensions).forEach(name => hideTsxFromErrors(Module._extensions, name));
  }
  const here = { url, filename: path, dirname: dirname(path) };
  const transform = format => attempt(() => esbuild.transformSync(source, {
    loader: 'ts',
    format,
    sourcefile: path,
    sourcemap: 'inline',
    keepNames: true,
    logLevel: 'silent',
    target: `node${process.versions.node}`,
    tsconfigRaw: attempt(() => readFileSync('tsconfig.json', 'utf8')).value,
    define: format === 'esm' ? {} : Object.fromEntries(
      Object.entries(here).map(([name, value]) => [`import.meta.${name}`, JSON.stringify(value)])),
  }));
  process.setSourceMapsEnabled(true);
  const asCommonJs = type === 'module' ? {} : transform('cjs');
  if (asCommonJs.value) return { format: 'commonjs', source: asCommonJs.value.code };
  const { value, error } = transform('esm');
  if (value) return { format: 'module', source: value.code };
  const messages = error.errors ?? [{ text: String(error) }];
  return fail(1, esbuild.formatMessagesSync(messages, { kind: 'error' }).join('').trimEnd());
}

/** Started by Node's own queue, so that no code of ours is below it on the stack. */
function runCommonJs(source) {
  const main = new Module(path, null);
  main.id = '.';
  main.filename = path;
  main.paths = Module._nodeModulePaths(dirname(path));
  Module._cache[path] = process.mainModule = main;
  process.nextTick(main._compile.bind(main), source, path, 'commonjs');
  process.nextTick(() => { main.loaded = true; });
}

/** Answers Node when it asks for the main module: with the program, or with an empty one that the program then follows. */
function serveMain(format, code) {
  const source = format === 'module' ? code : '';
  if (!Module.registerHooks) {
    Module.register(`data:text/javascript,${encodeURIComponent(OLD_HOOKS)}`, { data: { url, source } });
    if (format !== 'module') runCommonJs(code);
    return;
  }
  const hooks = Module.registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== url) return next(specifier, context);
      if (format !== 'module') runCommonJs(code);
      return { url, format: 'module', shortCircuit: true };
    },
    load(target, context, next) {
      if (target !== url) return next(target, context);
      hooks.deregister();
      return { format: 'module', source, shortCircuit: true };
    },
  });
}

return (async () => {
  process.execArgv.length = 0;
  const program = readInput(3);
  const type = packageType(dirname(path));
  const { format, source } = path.endsWith('.ts') ? await typeScript(program, type) : javaScript(program, type);
  serveMain(format, source);
})();
