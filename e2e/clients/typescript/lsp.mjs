// Drives language servers with the official TypeScript SDK; see ../README.md for the output.
import assert from 'node:assert/strict'
import * as sdk from '@daytona/sdk'
import { check, finish } from './harness.mjs'

const daytona = new sdk.Daytona()
const sandbox = await daytona.create()
const write = (path, text) => sandbox.fs.uploadFile(Buffer.from(text), path)
const names = (symbols) => symbols.map((symbol) => symbol.name).sort()

try {
  await sandbox.process.executeCommand('mkdir -p ts/src js py/deep')
  await write('ts/a.ts', 'export class Greeter {\n  greet(name: string) {}\n}\nnew Greeter().\n')
  await write('ts/src/b.ts', 'export function greetAll() {}\n')
  await write('js/a.js', 'const greeting = { hello: 1 }\ngreeting.\n')
  await write('py/a.py', 'import os\n\nclass Greeter:\n    def greet(self, name):\n        return name\n\nos.pa\n')
  await write('py/deep/b.py', 'def greet_all():\n    pass\n')
  const lsp = await sandbox.createLspServer('typescript', 'ts')

  await check('a server that was not started says so', async () => {
    await assert.rejects(lsp.completions('ts/a.ts', { line: 3, character: 14 }), (error) => {
      assert.equal(error.statusCode, 400)
      assert.equal(error.errorCode ?? error.code, 'LSP_SERVER_NOT_INITIALIZED')
      return true
    })
  })

  await check('starting twice is fine', async () => {
    await lsp.start()
    await lsp.start()
  })

  await check('TypeScript is completed', async () => {
    await lsp.didOpen('ts/a.ts')
    const list = await lsp.completions('ts/a.ts', { line: 3, character: 14 })
    assert.deepEqual(list.items.map((item) => item.label), ['greet'])
  })

  await check('symbols of a document have places', async () => {
    const symbols = await lsp.documentSymbols('ts/a.ts')
    assert.deepEqual(names(symbols), ['Greeter', 'greet'])
    const { kind, location } = symbols.find((symbol) => symbol.name === 'Greeter')
    assert.equal(kind, 5)
    assert.equal(location.uri, 'file:///home/daytona/ts/a.ts')
    assert.deepEqual(location.range, { start: { line: 0, character: 0 }, end: { line: 2, character: 1 } })
  })

  await check('symbols of a project are found', async () => {
    assert.deepEqual(names(await lsp.sandboxSymbols('greet')), ['Greeter', 'greet', 'greetAll'])
    assert.deepEqual(names(await lsp.workspaceSymbols('greetA')), ['greetAll'])
    await lsp.didClose('ts/a.ts')
  })

  await check('JavaScript is completed', async () => {
    const javascript = await sandbox.createLspServer(sdk.LspLanguageId.JAVASCRIPT, '/home/daytona/js')
    await javascript.start()
    await javascript.didOpen('/home/daytona/js/a.js')
    const list = await javascript.completions('/home/daytona/js/a.js', { line: 1, character: 9 })
    assert.ok(list.items.some((item) => item.label === 'hello'))
    await javascript.stop()
  })

  await check('Python is completed and searched', async () => {
    const python = await sandbox.createLspServer('python', 'py')
    await python.start()
    assert.deepEqual(names(await python.sandboxSymbols('greet')), ['Greeter', 'greet', 'greet_all'])
    await python.didOpen('py/a.py')
    const list = await python.completions('py/a.py', { line: 6, character: 5 })
    assert.ok(list.items.some((item) => item.label === 'path'))
    await python.stop()
  })

  await check('a server that was stopped is started again on request only', async () => {
    await lsp.stop()
    await assert.rejects(lsp.documentSymbols('ts/a.ts'), { statusCode: 400 })
    await lsp.start()
    assert.deepEqual(names(await lsp.documentSymbols('ts/a.ts')), ['Greeter', 'greet'])
  })
} finally {
  await sandbox.delete()
}
finish()
