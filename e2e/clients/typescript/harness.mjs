// One line a case; see ../README.md.
let done = 0

export async function check(name, body) {
  done++
  try {
    await body()
    console.log(`ok ${name}`)
  } catch (error) {
    console.log(`not ok ${name}\n${String(error.stack ?? error).replace(/^/gm, '    ')}`)
  }
}

export function finish() {
  console.log(`done ${done}`)
  process.exit(0)
}
