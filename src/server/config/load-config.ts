import { readFileSync } from 'node:fs'
import Value from 'typebox/value'
import { type Document, LineCounter, parseDocument } from 'yaml'
import { reasonOf } from '../../ingest/list-objects.ts'
import { CONFIG_DEFAULTS, CONFIG_VARIABLES } from './defaults.ts'
import { Config } from './schema.ts'

/** A configuration that cannot be used; the message names the file, the line and the setting. Never holds a secret. */
export class ConfigError extends Error {}

const CONFIG_BYTES_MAX = 16 << 20

/**
 * Reads `picket.yaml`, lays it over the defaults and the environment over it. `file` undefined: defaults and environment
 * alone. Throws `ConfigError`.
 */
export function loadConfig(
  file: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Config {
  const source = file === undefined ? EMPTY : readYaml(file)
  const config = overlay(structuredClone(CONFIG_DEFAULTS) as Tree, source.tree)
  for (const [variable, path, kind] of CONFIG_VARIABLES) {
    const text = environment[variable]
    if (text !== undefined && text !== '') setAt(config, path, parseVariable(variable, text, kind))
  }
  const [error] = Value.Errors(Config, config)
  if (error !== undefined) throw new ConfigError(describe(error, source))
  const checked = config as unknown as Config
  checkTogether(checked)
  return checked
}

type Tree = { [key: string]: unknown }

interface Source {
  tree: Tree
  /** Where a setting stands, as `file, line n`. */
  placeOf(path: readonly string[]): string | undefined
}

const EMPTY: Source = { tree: {}, placeOf: () => undefined }

function readYaml(file: string): Source {
  const lines = new LineCounter()
  const document = parseDocument(readText(file), {
    lineCounter: lines,
    prettyErrors: false,
    maxAliasCount: 100,
  } as object)
  const [error] = document.errors
  if (error !== undefined) throw new ConfigError(`${file}, line ${lines.linePos(error.pos[0]).line}: ${error.message}`)
  const tree: unknown = document.toJS({ maxAliasCount: 100 }) ?? {}
  if (!isTree(tree)) throw new ConfigError(`${file}: the file must be a mapping of settings, such as "listen: …"`)
  return { tree, placeOf: (path) => placeIn(document, lines, file, path) }
}

/** The nearest setting above that the file has, where the one asked for is not there. */
function placeIn(document: Document, lines: LineCounter, file: string, path: readonly string[]): string {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length).map(stepOf), true) as { range?: [number, number, number] }
    if (node?.range !== undefined) return `${file}, line ${lines.linePos(node.range[0]).line}`
  }
  return file
}

const stepOf = (step: string): string | number => (/^\d+$/.test(step) ? Number(step) : step)

function readText(file: string): string {
  try {
    const bytes = readFileSync(file)
    if (bytes.length > CONFIG_BYTES_MAX) throw new ConfigError(`${file} is larger than ${CONFIG_BYTES_MAX >> 20} MiB`)
    return bytes.toString('utf8')
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(`cannot read ${file}: ${reasonOf(error)}`)
  }
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Mappings are merged, everything else is replaced; a setting without a value counts as not there. */
function overlay(under: Tree, over: Tree): Tree {
  for (const [key, value] of Object.entries(over)) {
    if (value === null) continue
    const below = under[key]
    under[key] = isTree(below) && isTree(value) && key !== 'pricing' ? overlay(below, value) : value
  }
  return under
}

function setAt(tree: Tree, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path
  if (rest.length === 0) tree[key] = value
  else {
    const below = tree[key]
    const child = isTree(below) ? below : {}
    tree[key] = child
    setAt(child, rest, value)
  }
}

function parseVariable(variable: string, text: string, kind: 'text' | 'number' | 'boolean'): unknown {
  if (kind === 'text') return text
  if (kind === 'boolean') {
    if (/^(true|1|yes)$/i.test(text)) return true
    if (/^(false|0|no)$/i.test(text)) return false
    throw new ConfigError(`the environment variable ${variable} must be true or false`)
  }
  const number = Number(text)
  if (!Number.isFinite(number)) throw new ConfigError(`the environment variable ${variable} must be a number`)
  return number
}

interface SchemaError {
  keyword: string
  instancePath: string
  message: string
  params: object
}

function describe({ keyword, instancePath, message, params }: SchemaError, source: Source): string {
  const path = instancePath.split('/').slice(1)
  const { additionalProperties: [extra] = [] } = params as { additionalProperties?: string[] }
  const full = extra === undefined ? path : [...path, extra]
  const setting = full.join('.')
  const variable = CONFIG_VARIABLES.find(([, own]) => own.join('.') === setting)?.[0]
  const place = source.placeOf(full) ?? variable
  const where = place === undefined ? '' : `${place}: `
  // A member that is not allowed is told as a schema that nothing satisfies.
  if (extra !== undefined || keyword === 'boolean') return `${where}there is no setting ${setting}`
  return `${where}the setting ${setting || '(all)'} ${message}`
}

/** What a schema cannot say: settings that must fit one another. */
function checkTogether({ accounts, organization, listen, insecure, tls, database, bus }: Config): void {
  if (database !== 'sqlite') throw new ConfigError('database: only sqlite is built yet')
  if (bus !== 'memory') throw new ConfigError('bus: only memory is built yet')
  const ids = new Set<string>()
  const keys = new Set<string>()
  for (const account of accounts) {
    if (ids.has(account.id)) throw new ConfigError(`account ${account.id} is there twice under accounts`)
    ids.add(account.id)
    if (account.organizationMember === true && organization === undefined) {
      throw new ConfigError(`account ${account.id} is an organizationMember, but there is no organization`)
    }
    for (const key of account.keys) {
      if (keys.has(key.id)) throw new ConfigError(`the access key id ${key.id} is there twice under accounts`)
      keys.add(key.id)
    }
  }
  if (!isLoopback(hostOf(listen)) && tls === undefined && !insecure) {
    throw new ConfigError(
      `listen: ${listen} can be reached from other machines: give tls.certificate and tls.key, or set insecure: true`,
    )
  }
}

/** Host and port of a `listen` setting; brackets of IPv6 addresses taken off. */
export function hostOf(listen: string): string {
  return listen.slice(0, listen.lastIndexOf(':')).replace(/^\[|\]$/g, '')
}

export function portOf(listen: string): number {
  return Number(listen.slice(listen.lastIndexOf(':') + 1))
}

const isLoopback = (host: string): boolean => /^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(host)
