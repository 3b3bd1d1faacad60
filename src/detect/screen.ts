import { type Category, categoryBit } from '../intel/category.ts'
import type { Topic } from './topic.ts'

/**
 * What extraction lets through: the union of what all detectors and the inventory ask for, as data that a worker thread
 * can be given. Nothing here depends on how many detectors do not apply.
 */
export interface Screen {
  calls: {
    names: Record<string, string[]>
    actorTypes: string[]
    agents: string[]
    callers: number
    instanceSessions: boolean
  }
  names: { names: number; answers: number; resolves: string[]; long: boolean; texts: boolean }
  flows: {
    remotes: number
    connectionPorts: number[]
    /** Least number of ports tried of one remote address in a minute that somebody asks for; 0 when nobody does. */
    triesMin: number
    /** Somebody asks who sends how much to public addresses, or which of their addresses do not answer. */
    sends: boolean
    failingContacts: boolean
  }
  requests: { kinds: string[]; users: string[]; callers: number }
}

/** Builds the screen from topics; `caller:` topics count for calls and requests alike. */
export function screenOf(topics: Iterable<Topic>): Screen {
  const screen: Screen = {
    calls: { names: {}, actorTypes: [], agents: [], callers: 0, instanceSessions: false },
    names: { names: 0, answers: 0, resolves: [], long: false, texts: false },
    flows: { remotes: 0, connectionPorts: [], triesMin: 0, sends: false, failingContacts: false },
    requests: { kinds: [], users: [], callers: 0 },
  }
  for (const topic of new Set(topics)) addTopic(screen, topic)
  return screen
}

function addTopic(screen: Screen, topic: Topic): void {
  const colon = topic.indexOf(':')
  const kind = colon < 0 ? topic : topic.slice(0, colon)
  const rest = colon < 0 ? '' : topic.slice(colon + 1)
  switch (kind) {
    case 'call': {
      const [service, name] = rest.split(':')
      const names = screen.calls.names[service] ?? []
      names.push(name)
      screen.calls.names[service] = names
      break
    }
    case 'actor':
      screen.calls.actorTypes.push(rest)
      break
    case 'instance-session':
      screen.calls.instanceSessions = true
      break
    case 'agent':
      screen.calls.agents.push(rest)
      break
    case 'caller':
      screen.calls.callers |= bitOf(rest)
      screen.requests.callers |= bitOf(rest)
      break
    case 'name':
      screen.names.names |= bitOf(rest)
      break
    case 'answer':
      screen.names.answers |= bitOf(rest)
      break
    case 'resolves':
      screen.names.resolves.push(rest)
      break
    case 'long-name':
      screen.names.long = true
      break
    case 'text-answer':
      screen.names.texts = true
      break
    case 'remote':
      screen.flows.remotes |= bitOf(rest)
      break
    case 'connections':
      screen.flows.connectionPorts.push(Number(rest))
      break
    case 'tries':
      screen.flows.triesMin = Math.min(screen.flows.triesMin || Number.MAX_SAFE_INTEGER, Number(rest))
      break
    case 'sends':
      screen.flows.sends = true
      break
    case 'failing-contacts':
      screen.flows.failingContacts = true
      break
    case 'request':
      screen.requests.kinds.push(rest)
      break
    case 'user':
      screen.requests.users.push(rest)
      break
    case 'change':
      break
    default:
      throw new Error(`no such topic: ${topic}`)
  }
}

function bitOf(category: string): number {
  return categoryBit(category as Category)
}
