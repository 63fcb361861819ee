// Drives the Git calls with the official TypeScript SDK, against Git's own HTTP server in the sandbox; see ../README.md for the output.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import * as sdk from '@daytona/sdk'
import { check, finish } from './harness.mjs'

const password = `t0ken-${randomBytes(12).toString('hex')}`
const base = 'http://127.0.0.1:8765'
const url = `${base}/app.git`
const daytona = new sdk.Daytona()
const sandbox = await daytona.create()
const { git, process, fs } = sandbox

const sh = async (command) => {
  const answer = await process.executeCommand(command)
  assert.equal(answer.exitCode, 0, answer.result)
  return answer.result
}
const write = (path, text) => fs.uploadFile(Buffer.from(text), path)
const commit = async (path, file) => {
  await write(`${path}/${file}`, `${file}\n`)
  await git.add(path, ['.'])
  return (await git.commit(path, `add ${file}`, 'Ann', 'ann@example.com')).sha
}
const clone = (path, branch, commitId, depth) => git.clone(url, path, branch, commitId, 'ann', password, undefined, depth)
const refused = async (call, type, ...words) => {
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof sdk[type], `${error.constructor.name}: ${error.message}`)
    for (const word of words) assert.ok(error.message.includes(word), error.message)
    return true
  })
}
// The needle is in a file, so that looking for it does not show it.
const filesWithPassword = () => sh('sudo grep -rlF -f /dev/shm/needle /home /root /tmp /var /etc 2>/dev/null || true')
const processesWithPassword = () => sh('sudo grep -laF -f /dev/shm/needle /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null || true')

try {
  await write('/dev/shm/needle', password)
  await write('git_server.py', await readFile(new URL('../git_server.py', import.meta.url)))
  const hash = createHash('sha256').update(`ann:${password}`).digest('hex')
  await process.createSession('server')
  for (const port of [8765, 8766]) {
    await process.executeSessionCommand('server', { command: `python3 ~/git_server.py ${port} ~/srv ${hash} &`, runAsync: true })
  }
  await sh('mkdir -p ~/srv; for port in 8765 8766; do until (exec 3<>/dev/tcp/127.0.0.1/$port) 2>/dev/null; do sleep .1; done; done')

  await check('a repository is made, and files are staged, committed and told', async () => {
    await git.init('seed', false, 'main')
    await write('seed/a.txt', 'one\n')
    await write('seed/dir/b c.txt', 'b\n')
    const before = await git.status('seed')
    assert.deepEqual(before.fileStatus.map((file) => [file.name, file.staging, file.worktree]).sort(), [
      ['a.txt', 'Untracked', 'Untracked'],
      ['dir/b c.txt', 'Untracked', 'Untracked'],
    ])
    await git.add('seed', ['.'])
    const { sha } = await git.commit('seed', 'first', 'Ann', 'ann@example.com')
    assert.match(sha, /^[0-9a-f]{40}$/)
    const after = await git.status('seed')
    assert.deepEqual(after, { currentBranch: 'main', fileStatus: [], ahead: 0, behind: 0, branchPublished: false, detached: false, upstream: '' })
    await refused(git.commit('seed', 'nothing', 'Ann', 'ann@example.com'), 'DaytonaConflictError', 'nothing to commit')
    await git.commit('seed', 'empty', 'Ann', 'ann@example.com', true)
    await refused(git.status('nowhere'), 'DaytonaGitRepoNotFoundError')
    await refused(git.add('seed', ['none']), 'DaytonaFileNotFoundError', 'none')
  })
  await check('branches are made, listed, checked out and deleted', async () => {
    await git.createBranch('seed', 'topic')
    assert.deepEqual(await git.branches('seed'), { branches: ['main', 'topic'], current: 'topic' })
    await refused(git.createBranch('seed', 'topic'), 'DaytonaGitBranchExistsError')
    await commit('seed', 'on-topic')
    await git.checkoutBranch('seed', 'main')
    await git.deleteBranch('seed', 'topic')
    await refused(git.deleteBranch('seed', 'topic'), 'DaytonaGitBranchNotFoundError', 'topic')
    await refused(git.checkoutBranch('seed', 'topic'), 'DaytonaGitBranchNotFoundError', 'topic')
    await git.createBranch('seed', 'side')
    await write('seed/a.txt', 'side\n')
    await git.add('seed', ['a.txt'])
    await git.commit('seed', 'side', 'Ann', 'ann@example.com')
    await write('seed/a.txt', 'dirty\n')
    await refused(git.checkoutBranch('seed', 'main'), 'DaytonaGitDirtyWorktreeError', 'a.txt')
    await git.restore('seed', ['a.txt'])
    await git.checkoutBranch('seed', 'main')
    await refused(git.createBranch('seed', '--force'), 'DaytonaBadRequestError')
  })
  await check('changes are unstaged, restored and reset', async () => {
    await write('seed/a.txt', 'two\n')
    await git.add('seed', ['a.txt'])
    await git.restore('seed', ['a.txt'], true)
    assert.equal((await git.status('seed')).fileStatus[0].staging, 'Unmodified')
    await git.reset('seed', 'hard')
    assert.deepEqual((await git.status('seed')).fileStatus, [])
    await refused(git.reset('seed', 'hard', 'none'), 'DaytonaGitBranchNotFoundError', 'none')
  })
  await check('configuration and remotes are set and told', async () => {
    await git.configureUser('Ann', 'ann@example.com')
    assert.equal(await git.getConfig('user.name'), 'Ann')
    await git.setConfig('user.name', 'Local', 'local', 'seed')
    assert.equal(await git.getConfig('user.name', 'local', 'seed'), 'Local')
    assert.equal((await git.getConfig('user.none')) ?? undefined, undefined)
    await git.remoteAdd('seed', 'origin', 'https://git.example.com/r')
    await refused(git.remoteAdd('seed', 'origin', '/r'), 'DaytonaConflictError', 'origin')
    await sh('git clone -q --bare seed srv/app.git')
    await git.remoteAdd('seed', 'origin', '/home/daytona/srv/app.git', true, true)
    assert.deepEqual((await git.remotes('seed')).remotes, [{ name: 'origin', url: '/home/daytona/srv/app.git' }])
    assert.equal(await git.remoteGet('seed', 'none'), undefined)
  })
  await check('a clone needs the right credentials and shows them nowhere', async () => {
    await refused(git.clone(url, 'no'), 'DaytonaGitAuthFailedError', 'username and password')
    await refused(git.clone(url, 'no', undefined, undefined, 'ann', 'wr0ng'), 'DaytonaGitAuthFailedError')
    await refused(git.clone(`${base}/none.git`, 'no', undefined, undefined, 'ann', password), 'DaytonaGitRepoNotFoundError')
    await refused(clone('no', 'none'), 'DaytonaGitBranchNotFoundError', 'none')
    await refused(git.clone('http://127.0.0.1:1/r', 'no'), 'DaytonaGitTransportFailedError')
    await refused(git.clone('ext::sh -c id', 'no'), 'DaytonaBadRequestError')
    await sh('touch srv/hold')
    const slow = clone('one')
    await sh('until [ -e srv/holding ]; do sleep .1; done')
    const shown = await processesWithPassword()
    const running = await sh('pgrep -f git-remote-http')
    await sh('rm srv/hold')
    await slow
    assert.match(running, /\d/)
    assert.equal(shown, '')
    assert.equal(await filesWithPassword(), '')
    const probe = await process.executeCommand('sleep 0; grep -caF -f /dev/shm/needle /proc/self/environ', undefined, { SHOWN: password })
    assert.equal(probe.result, '1\n', 'the search finds what is there')
    const status = await git.status('one')
    assert.deepEqual([status.currentBranch, status.upstream, status.branchPublished], ['main', 'origin/main', true])
    assert.equal(await git.remoteGet('one', 'origin'), url)
  })
  await check('a branch, a commit and a shallow history are cloned', async () => {
    await clone('side', 'side', undefined, 1)
    assert.equal((await git.status('side')).currentBranch, 'side')
    assert.equal(await sh('git -C side rev-list --count HEAD'), '1\n')
    const first = (await sh('git -C one rev-list --max-parents=0 HEAD')).trim()
    await clone('commit', undefined, first)
    const status = await git.status('commit')
    assert.deepEqual([status.detached, status.currentBranch], [true, 'HEAD'])
  })
  await check('a redirect to another server brings it no credentials', async () => {
    await refused(git.clone(`${base}/elsewhere/8766/app.git`, 'no', undefined, undefined, 'ann', password), 'DaytonaGitAuthFailedError')
    await sh('test -s srv/8765.seen && test ! -e srv/8766.seen')
  })
  await check('commits are pushed and pulled, and nothing is forced', async () => {
    await clone('two')
    await commit('one', 'x')
    assert.equal((await git.status('one')).ahead, 1)
    await git.push('one', 'ann', password)
    assert.equal((await git.status('one')).ahead, 0)
    await git.pull('two', 'ann', password)
    await git.pull('two', 'ann', password)
    assert.equal(await sh('git -C two rev-parse HEAD'), await sh('git -C one rev-parse HEAD'))
    await commit('one', 'y')
    await git.push('one', 'ann', password)
    await commit('two', 'z')
    await refused(git.push('two', 'ann', password), 'DaytonaGitPushRejectedError', 'pull')
    await refused(git.pull('two', 'ann', password), 'DaytonaGitMergeConflictError')
    await git.reset('two', 'hard', 'HEAD~1')
    await write('two/y', 'in the way')
    await refused(git.pull('two', 'ann', password), 'DaytonaGitDirtyWorktreeError', 'y')
    await git.createBranch('one', 'feature')
    await commit('one', 'f')
    await git.push('one', 'ann', password, undefined, undefined, true)
    assert.equal((await git.status('one')).upstream, 'origin/feature')
    await refused(git.push('one'), 'DaytonaGitAuthFailedError')
    await write('srv/app.git/hooks/pre-receive', '#!/bin/sh\necho only on Mondays >&2\nexit 1\n')
    await sh('chmod +x srv/app.git/hooks/pre-receive')
    await commit('one', 'g')
    await refused(git.push('one', 'ann', password), 'DaytonaGitRemoteRejectedError', 'only on Mondays')
    await sh('rm srv/app.git/hooks/pre-receive')
    assert.equal(await filesWithPassword(), '')
  })
  await check('credentials are kept on request, and only then', async () => {
    await git.dangerouslyAuthenticate('ann', password, '127.0.0.1:8765', 'http')
    assert.equal(await filesWithPassword(), '/home/daytona/.git-credentials\n')
    assert.equal(await sh('stat -c %a ~/.git-credentials'), '600\n')
    await git.clone(url, 'kept')
    await git.push('one')
  })
} finally {
  await sandbox.delete()
}
finish()
