// Drives a server with the official TypeScript SDK; see ../README.md for the output.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Daytona } from '@daytona/sdk'
import { check, finish } from './harness.mjs'

const daytona = new Daytona()
const mark = randomBytes(4).toString('hex')
const create = (params) => daytona.create({ ...params, labels: { mark, ...params.labels } })

let sandbox
try {
  await check('create answers a started sandbox', async () => {
    sandbox = await create({ name: `ts-${mark}`, envVars: { GREETING: 'hello' }, labels: { kind: 'main' } })
    assert.equal(sandbox.state, 'started')
    assert.match(sandbox.id, /^[0-9a-f-]{36}$/)
    assert.equal(sandbox.labels['code-toolbox-language'], 'python')
  })
  await check('get finds it by id and by name', async () => {
    assert.equal((await daytona.get(sandbox.id)).id, sandbox.id)
    assert.equal((await daytona.get(sandbox.name)).id, sandbox.id)
  })
  await check('list finds it by label', async () => {
    const found = []
    for await (const item of daytona.list({ labels: { mark, kind: 'main' } })) found.push(item.id)
    assert.deepEqual(found, [sandbox.id])
  })
  await check('python code runs', async () => {
    const answer = await sandbox.process.codeRun('import sys\nprint(sum(range(10)), sys.argv[1:])', { argv: ['a b', 'c'] })
    assert.equal(answer.exitCode, 0)
    assert.equal(answer.result, "45 ['a b', 'c']\n")
  })
  await check('a failing program tells its exit code and its traceback', async () => {
    const answer = await sandbox.process.codeRun('raise ValueError("boom")')
    assert.equal(answer.exitCode, 1)
    assert.match(answer.result, /ValueError: boom/)
  })
  await check('figures that Python shows are charts with data and a picture', async () => {
    const answer = await sandbox.process.codeRun(
      "import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4.5]); plt.title('Line'); plt.show()\nplt.bar(['a'], [3]); plt.show()\nprint('end')",
    )
    assert.equal(answer.result, 'end\n')
    const [line, bar] = answer.artifacts.charts
    assert.deepEqual([line.type, line.title, line.elements[0].points], ['line', 'Line', [[1, 3], [2, 4.5]]])
    assert.deepEqual([bar.type, bar.elements[0].label, bar.elements[0].value], ['bar', 'a', '3.0'])
    assert.equal(Buffer.from(line.png, 'base64').subarray(1, 4).toString(), 'PNG')
  })
  for (const [language, code] of [
    ['javascript', 'const xs = [3, 1, 2]; xs.sort(); console.log(xs.join())'],
    ['typescript', 'enum E { A = 1, B }; const x: E = E.B; console.log("1,2,3", E[x] === "B" ? "" : x)'],
  ]) {
    await check(`${language} code runs, also after get`, async () => {
      const other = await create({ language })
      assert.match((await other.process.codeRun(code)).result, /^1,2,3/)
      const again = await daytona.get(other.id)
      assert.match((await again.process.codeRun(code)).result, /^1,2,3/)
      await other.delete()
    })
  }
  await check('a command has its directory, its environment and its exit code', async () => {
    const answer = await sandbox.process.executeCommand('pwd; echo $GREETING $EXTRA; exit 42', '/tmp', { EXTRA: 'you' })
    assert.equal(answer.exitCode, 42)
    assert.equal(answer.result, '/tmp\nhello you\n')
  })
  await check('a heredoc, several lines and both streams in order', async () => {
    const answer = await sandbox.process.executeCommand('cat <<EOF\none\nEOF\necho two >&2\necho three')
    assert.equal(answer.result, 'one\ntwo\nthree\n')
  })
  await check('a timeout ends the command and says so', async () => {
    await assert.rejects(sandbox.process.executeCommand('sleep 60', undefined, undefined, 1), /timeout/i)
  })
  await check('a file goes up and comes down byte for byte', async () => {
    const bytes = randomBytes(300_000)
    await sandbox.fs.uploadFile(bytes, 'data/random.bin')
    assert.ok(bytes.equals(await sandbox.fs.downloadFile('data/random.bin')))
  })
  await check('many files go up at once and come down at once, a missing one named', async () => {
    const files = Array.from({ length: 5 }, (_, i) => ({ source: Buffer.from(`it's ${i}`), destination: `bulk/${i}.txt` }))
    await sandbox.fs.uploadFiles(files)
    const names = [...files.map((file) => file.destination), 'bulk/missing.txt']
    const answers = await sandbox.fs.downloadFiles(names.map((source) => ({ source })))
    const bySource = new Map(answers.map((answer) => [answer.source, answer]))
    for (const [i, file] of files.entries()) {
      assert.equal(Buffer.from(bySource.get(file.destination).result).toString(), `it's ${i}`)
    }
    assert.ok(bySource.get('bulk/missing.txt').error)
  })
  await check('folders are made, listed, described and deleted', async () => {
    await sandbox.fs.createFolder('folder/inner', '755')
    await sandbox.fs.uploadFile(Buffer.from('x'), 'folder/inner/file.txt')
    const [entry] = await sandbox.fs.listFiles('folder/inner')
    assert.equal(entry.name, 'file.txt')
    assert.equal(entry.isDir, false)
    const info = await sandbox.fs.getFileDetails('folder/inner/file.txt')
    assert.equal(info.size, 1)
    assert.equal(info.permissions, '0644')
    await assert.rejects(sandbox.fs.deleteFile('folder'))
    await sandbox.fs.deleteFile('folder', true)
    await assert.rejects(sandbox.fs.getFileDetails('folder'), (error) => error.statusCode === 404)
  })
  await check('a deep listing tells paths that can be asked for', async () => {
    await sandbox.fs.uploadFile(Buffer.from('x'), 'tree/inner/file.txt')
    const entries = await sandbox.fs.listFiles('tree', { depth: 2 })
    assert.deepEqual(entries.map((entry) => entry.path).sort(), ['/home/daytona/tree/inner', '/home/daytona/tree/inner/file.txt'])
    assert.equal((await sandbox.fs.downloadFile(entries.find((entry) => !entry.isDir).path)).toString(), 'x')
  })
  await check('text and names are found, replaced and moved', async () => {
    await sandbox.fs.uploadFile(Buffer.from('first\nneedle in a.c\n'), 'search/a.txt')
    await sandbox.fs.uploadFile(Buffer.from('needle\0'), 'search/binary.txt')
    const matches = await sandbox.fs.findFiles('search', 'needle in a.c')
    assert.deepEqual(matches, [{ file: 'search/a.txt', line: 2, content: 'needle in a.c' }])
    assert.deepEqual((await sandbox.fs.searchFiles('search', '*.txt')).files, ['search/a.txt', 'search/binary.txt'])
    const results = await sandbox.fs.replaceInFiles(['search/a.txt', 'search/none.txt'], 'a.c', '$1')
    assert.deepEqual(results.map((result) => [result.file, result.success]), [['search/a.txt', true], ['search/none.txt', false]])
    assert.equal((await sandbox.fs.downloadFile('search/a.txt')).toString(), 'first\nneedle in $1\n')
    await sandbox.fs.moveFiles('search/a.txt', 'search/moved.txt')
    await assert.rejects(sandbox.fs.getFileDetails('search/a.txt'), (error) => error.statusCode === 404)
    await assert.rejects(sandbox.fs.moveFiles('search/moved.txt', 'search/binary.txt'), (error) => error.statusCode === 409)
  })
  await check('permissions, owner and group are set', async () => {
    await sandbox.fs.uploadFile(Buffer.from('x'), 'mode.txt')
    await sandbox.fs.setFilePermissions('mode.txt', { mode: '750', owner: 'daytona', group: 'daytona' })
    const info = await sandbox.fs.getFileDetails('mode.txt')
    assert.deepEqual([info.permissions, info.owner, info.group], ['0750', 'daytona', 'daytona'])
    await assert.rejects(sandbox.fs.setFilePermissions('mode.txt', { owner: 'nobody-here' }), (error) => error.statusCode === 400)
  })
  await check('streams and local files go up and come down', async () => {
    const bytes = randomBytes(2_000_000)
    const directory = await mkdtemp(join(tmpdir(), 'sebring-'))
    try {
      await writeFile(join(directory, 'up'), bytes)
      await sandbox.fs.uploadFile(join(directory, 'up'), 'stream/local.bin')
      await sandbox.fs.downloadFile('stream/local.bin', join(directory, 'down'))
      assert.ok(bytes.equals(await readFile(join(directory, 'down'))))
      let sent = 0
      await sandbox.fs.uploadFileStream(createReadStream(join(directory, 'up')), 'stream/up.bin', { onProgress: (progress) => (sent = progress.bytesSent) })
      assert.equal(sent, bytes.length)
      const pieces = []
      for await (const piece of await sandbox.fs.downloadFileStream('stream/up.bin')) pieces.push(piece)
      assert.ok(bytes.equals(Buffer.concat(pieces)))
    } finally {
      await rm(directory, { recursive: true })
    }
  })
  await check('signed URLs need no key, and none outlives the rotation of its key', async () => {
    const up = await sandbox.uploadUrl('signed/a b+c.txt')
    const form = new FormData()
    form.append('file', new Blob(['signed']), 'any')
    assert.equal((await fetch(up, { method: 'POST', body: form })).status, 200)
    const down = await sandbox.downloadUrl('signed/a b+c.txt', 0)
    assert.equal(await (await fetch(down)).text(), 'signed')
    assert.equal((await fetch(down.replace('a%20b', 'b').replace('a+b', 'b'))).status, 401)
    await sandbox.rotateSigningKey()
    assert.equal((await fetch(down)).status, 401)
    assert.equal(await (await fetch(await sandbox.downloadUrl('signed/a b+c.txt'))).text(), 'signed')
  })
  await check('home and working directory', async () => {
    assert.equal(await sandbox.getUserHomeDir(), '/home/daytona')
    assert.equal(await sandbox.getUserRootDir(), '/home/daytona')
    assert.equal(await sandbox.getWorkDir(), '/home/daytona')
  })
  await check('variables are set and unset for what starts later', async () => {
    const said = async () => (await sandbox.process.executeCommand('echo $ADDED-$GREETING')).result
    await sandbox.updateEnv({ ADDED: 'yes' })
    assert.equal(await said(), 'yes-hello\n')
    await sandbox.updateEnv({}, { unset: ['ADDED'] })
    assert.equal(await said(), '-hello\n')
  })
  await check('metrics are those of the sandbox, not of its host', async () => {
    const metrics = await sandbox.getMetricsLatest()
    assert.deepEqual([metrics.cpuCount, metrics.memTotal, metrics.diskTotal], [1, 2 ** 30, 3 * 2 ** 30])
    assert.ok(metrics.memUsed > 0 && metrics.memUsed < metrics.memTotal)
    assert.ok(metrics.diskUsed > 0 && metrics.diskUsed < metrics.diskTotal)
  })
  await check('labels are replaced', async () => {
    await sandbox.setLabels({ mark, 'code-toolbox-language': 'python', kind: 'changed' })
    await sandbox.refreshData()
    assert.equal(sandbox.labels.kind, 'changed')
  })
  await check('intervals are set', async () => {
    await sandbox.setAutostopInterval(30)
    await sandbox.setAutoDeleteInterval(60)
    await sandbox.refreshData()
    assert.equal(sandbox.autoStopInterval, 30)
    assert.equal(sandbox.autoDeleteInterval, 60)
  })
  await check('network settings are given, changed and kept', async () => {
    const listed = await create({ networkAllowList: '192.168.1.0/16,10.0.0.0/24', domainAllowList: '*.example.com' })
    assert.equal(listed.networkBlockAll, false)
    assert.equal(listed.networkAllowList, '192.168.0.0/16,10.0.0.0/24')
    assert.equal(listed.domainAllowList, '*.example.com')
    const lookup = () => listed.process.executeCommand('getent ahostsv4 pypi.org || echo none')
    assert.equal((await lookup()).result, 'none\n')
    await listed.updateNetworkSettings({ networkAllowList: '', domainAllowList: 'example.com,*.example.org' })
    const again = await daytona.get(listed.id)
    assert.equal(again.networkAllowList ?? '', '')
    assert.equal(again.domainAllowList, 'example.com,*.example.org')
    await listed.updateNetworkSettings({ networkBlockAll: true })
    assert.equal((await daytona.get(listed.id)).networkBlockAll, true)
    await assert.rejects(listed.updateNetworkSettings({ networkAllowList: '10.0.0.1' }), /networkAllowList.*10\.0\.0\.1/)
    await listed.delete()
  })
  await check('stop and start keep the files', async () => {
    await sandbox.fs.uploadFile(Buffer.from('kept'), 'kept.txt')
    await sandbox.stop()
    assert.equal(sandbox.state, 'stopped')
    await sandbox.start()
    assert.equal((await sandbox.fs.downloadFile('kept.txt')).toString(), 'kept')
  })
  await check('a session keeps its directory and variables, and tells its streams apart', async () => {
    const { process } = sandbox
    await process.createSession('work')
    await assert.rejects(process.createSession('work'), (error) => error.statusCode === 409)
    await process.executeSessionCommand('work', { command: 'cd /tmp && export A=1' })
    const answer = await process.executeSessionCommand('work', { command: 'echo $A in $PWD; echo no >&2; (exit 3)' })
    assert.deepEqual([answer.stdout, answer.stderr, answer.exitCode], ['1 in /tmp\n', 'no\n', 3])
    assert.equal((await process.getSessionCommand('work', answer.cmdId)).exitCode, 3)
    assert.equal((await process.getSessionCommandLogs('work', answer.cmdId)).stdout, '1 in /tmp\n')
    assert.equal((await process.getSession('work')).commands.length, 2)
    assert.deepEqual((await process.listSessions()).map((session) => session.sessionId), ['work'])
    await process.deleteSession('work')
    await assert.rejects(process.getSession('work'), (error) => error.statusCode === 404)
  })
  await check('an asynchronous command takes input, and its log is followed to its end', async () => {
    const { process } = sandbox
    await process.createSession('talk')
    const { cmdId } = await process.executeSessionCommand('talk', { command: 'read a; echo got $a; echo oh >&2', runAsync: true })
    await process.sendSessionCommandInput('talk', cmdId, 'seven')
    let out = ''
    let error = ''
    await process.getSessionCommandLogs('talk', cmdId, (data) => (out += data), (data) => (error += data))
    assert.deepEqual([out, error], ['seven\ngot seven\n', 'oh\n'])
    await process.deleteSession('talk')
  })
  await check('the entrypoint session is there', async () => {
    assert.equal((await sandbox.process.getEntrypointSession()).sessionId, 'entrypoint')
    assert.equal((await sandbox.process.getEntrypointLogs()).output, '')
  })
  await check('a terminal runs a shell, changes its size and tells its exit code', async () => {
    let seen = ''
    const onData = (data) => (seen += new TextDecoder().decode(data))
    const terminal = await sandbox.process.createPty({ id: 'term', cwd: '/tmp', envs: { A: '1' }, cols: 100, rows: 30, onData })
    await terminal.waitForConnection()
    assert.equal((await sandbox.process.getPtySessionInfo('term')).cols, 100)
    assert.equal((await terminal.resize(90, 20)).rows, 20)
    assert.deepEqual((await sandbox.process.listPtySessions()).map((info) => info.id), ['term'])
    await terminal.sendInput('stty size; echo $A in $PWD; exit 7\n')
    assert.equal((await terminal.wait()).exitCode, 7)
    assert.match(seen, /20 90/)
    assert.match(seen, /1 in \/tmp/)
  })
  await check('a second client sees the terminal too, and a killed one says so', async () => {
    const terminal = await sandbox.process.createPty({ id: 'two', onData: () => {} })
    await terminal.waitForConnection()
    let seen = ''
    const second = await sandbox.process.connectPty('two', { onData: (data) => (seen += new TextDecoder().decode(data)) })
    await second.waitForConnection()
    await terminal.sendInput('echo from-$((1))\n')
    for (let i = 0; i < 200 && !seen.includes('from-1'); i++) await new Promise((resolve) => setTimeout(resolve, 50))
    assert.match(seen, /from-1/)
    await terminal.kill()
    assert.equal((await terminal.wait()).exitCode, 137)
    await second.disconnect()
  })
  await check('a terminal is resized and killed by its name', async () => {
    const terminal = await sandbox.process.createPty({ id: 'named', onData: () => {} })
    await terminal.waitForConnection()
    assert.ok(terminal.isConnected())
    assert.equal((await sandbox.process.resizePtySession('named', 70, 20)).cols, 70)
    await sandbox.process.killPtySession('named')
    assert.equal((await terminal.wait()).exitCode, 137)
  })
  await check('the interpreter keeps its state, streams, and tells errors as a notebook does', async () => {
    const interpreter = sandbox.codeInterpreter
    let out = ''
    const first = await interpreter.runCode('import os\nx = 41\nprint("out", os.environ["A"])', {
      envs: { A: '1' },
      onStdout: ({ output }) => (out += output),
    })
    assert.deepEqual(first, { stdout: 'out 1\n', stderr: '' })
    assert.equal(out, 'out 1\n')
    assert.equal((await interpreter.runCode('print(x + 1)')).stdout, '42\n')
    const { error } = await interpreter.runCode('raise ValueError("boom")')
    assert.deepEqual([error.name, error.value], ['ValueError', 'boom'])
    assert.match(error.traceback, /^Traceback[^]*line 1, in <module>[^]*ValueError: boom\n$/)
  })
  await check('contexts of the interpreter are isolated, listed and deleted', async () => {
    const interpreter = sandbox.codeInterpreter
    const context = await interpreter.createContext('/tmp')
    assert.deepEqual([context.cwd, context.language, context.active], ['/tmp', 'python', true])
    await interpreter.runCode('y = 1', { context })
    assert.equal((await interpreter.runCode('print(y)', { context })).stdout, '1\n')
    assert.equal((await interpreter.runCode('print(y)')).error.name, 'NameError')
    assert.deepEqual((await interpreter.listContexts()).map((listed) => listed.id), [context.id])
    await interpreter.deleteContext(context)
    assert.deepEqual(await interpreter.listContexts(), [])
    await assert.rejects(interpreter.runCode('1', { context }), /context not found/)
  })
  await check('contexts of JavaScript and TypeScript keep their state', async () => {
    const interpreter = sandbox.codeInterpreter
    for (const [language, define] of [
      ['javascript', 'import { join } from "node:path"; const word = join("a", await Promise.resolve("b"))'],
      ['typescript', 'enum E { A = "a/b" }; const word: string = E.A'],
    ]) {
      const { data: context } = await interpreter.apiClient.createInterpreterContext({ language })
      assert.equal(context.language, language)
      assert.equal((await interpreter.runCode(define, { context })).error, undefined)
      assert.equal((await interpreter.runCode('console.log(word)', { context })).stdout, 'a/b\n')
      await assert.rejects(interpreter.runCode('while (true) {}', { context, timeout: 1 }), /timed out/)
      assert.equal((await interpreter.runCode('console.log(word)', { context })).stdout, 'a/b\n')
      await interpreter.deleteContext(context)
    }
  })
  await check('a timeout of the interpreter is one, and the state is kept', async () => {
    const interpreter = sandbox.codeInterpreter
    await assert.rejects(interpreter.runCode('while True: pass', { timeout: 1 }), { name: 'DaytonaTimeoutError' })
    assert.equal((await interpreter.runCode('print(x)')).stdout, '41\n')
  })
  await check('a name that is taken is a conflict', async () => {
    await assert.rejects(create({ name: sandbox.name }), (error) => error.statusCode === 409)
  })
  await check('an unknown sandbox is not found', async () => {
    await assert.rejects(daytona.get('00000000-0000-4000-8000-000000000000'), (error) => error.statusCode === 404)
  })
  await check('a wrong key is refused', async () => {
    const stranger = new Daytona({ apiKey: 'dtn_wrong' })
    await assert.rejects(stranger.get(sandbox.id), (error) => error.statusCode === 401)
  })
  await check('an ephemeral sandbox is gone after stop', async () => {
    const brief = await create({ ephemeral: true })
    await brief.stop()
    await assert.rejects(daytona.get(brief.id), (error) => error.statusCode === 404)
  })
  await check('delete removes it', async () => {
    await sandbox.delete()
    await assert.rejects(daytona.get(sandbox.id), (error) => error.statusCode === 404)
  })
} finally {
  for await (const left of daytona.list({ labels: { mark } })) await left.delete()
}
finish()
