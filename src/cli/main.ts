import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'

/**
 * Where the command starts. Compiled code is kept beside the installed packages, which halves the time to start from the
 * sources; where that folder cannot be written, everything works as well.
 */
const packages = new URL('../../node_modules/', import.meta.url)
if (existsSync(packages)) enableCompileCache(new URL('.cache/picket', packages).pathname)

await import('./program.ts')
