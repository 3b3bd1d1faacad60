import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'

/**
 * Where the command starts. Compiled code is kept beside the installed packages, which halves the time to start from the
 * sources; where that folder cannot be written, everything works as well. Threads find the folder by the environment.
 */
const packages = new URL('../../node_modules/', import.meta.url)
if (existsSync(packages)) {
  const folder = new URL('.cache/picket', packages).pathname
  enableCompileCache(folder)
  process.env['NODE_COMPILE_CACHE'] ??= folder
}

await import('./program.ts')
