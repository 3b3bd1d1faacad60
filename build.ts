import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'

/** `npm pack` calls this: JavaScript for the package, since Node strips no types under `node_modules`. */
const root = new URL('.', import.meta.url).pathname
rmSync(`${root}dist`, { recursive: true, force: true })
execFileSync(`${root}node_modules/.bin/tsc`, ['-p', `${root}tsconfig.build.json`], { stdio: 'inherit' })
