import type { Instance, Interface } from '../organisation/networks.ts'
import { instancesOf } from '../organisation/organisation.ts'
import { strangerAddress } from '../organisation/places.ts'
import { exchange, type Outside } from '../records/exchange.ts'
import type { LogRecord } from '../records/log-record.ts'
import { type Attack, type Deed, type Scene, seenBy } from './attack.ts'

const SSH = 'UnauthorizedAccess:EC2/SSHBruteForce'
const GUESSES = 120
const GUESS_EVERY_MS = 5_000

const fromTheInternet: Attack = {
  name: 'ssh-guessing-from-outside',
  finds: [SSH],
  run(scene) {
    const victim = scene.random.pick(instancesOf(scene.organisation, 'web'))
    const records = guesses(scene, { address: strangerAddress(scene.random) }, victim)
    return { deeds: [deed(victim, 'TARGET', records)] }
  },
}

/** Other services that ask for a password, guessed at from outside too. */
const otherServices: Attack[] = [
  { name: 'rdp-guessing', type: 'UnauthorizedAccess:EC2/RDPBruteForce', port: 3_389 },
  { name: 'winrm-guessing', type: 'Impact:EC2/WinRMBruteForce', port: 5_985 },
].map(({ name, type, port }) => ({
  name,
  finds: [type],
  run(scene) {
    const victim = scene.random.pick(instancesOf(scene.organisation, 'web'))
    const records = guesses(scene, { address: strangerAddress(scene.random) }, victim, port)
    return { deeds: [deed(victim, 'TARGET', records, type)] }
  },
}))

/** Both sides are monitored, so there are two findings: one names who guesses, one who is guessed at. */
const fromInside: Attack = {
  name: 'ssh-guessing-inside',
  finds: [SSH],
  run(scene) {
    const guesser = scene.random.pick(instancesOf(scene.organisation, 'node'))
    const victim = scene.random.pick(instancesOf(scene.organisation, 'app'))
    const records = guesses(scene, guesser, victim)
    return {
      deeds: [
        deed(guesser, 'ACTOR', seenBy(guesser, records).own),
        deed(victim, 'TARGET', seenBy(victim, records).own),
      ],
    }
  },
}

/** Ten minutes of guesses, each its own connection of about four kilobytes: a key exchange and a few refusals. */
function guesses({ random, at }: Scene, opener: Interface | Outside, responder: Instance, port = 22): LogRecord[] {
  const firstPort = random.whole(33_000, 50_000)
  return Array.from({ length: GUESSES }, (_, guess) =>
    exchange({
      opener,
      responder,
      openerPort: firstPort + guess * 3,
      responderPort: port,
      start: at + guess * GUESS_EVERY_MS,
      seconds: random.whole(2, 4),
      sent: { packets: random.whole(22, 26), bytes: random.whole(3_900, 4_300) },
      received: { packets: random.whole(20, 24), bytes: random.whole(3_700, 4_100) },
    }),
  ).flat()
}

function deed(
  { accountId, region, instanceId }: Instance,
  role: 'TARGET' | 'ACTOR',
  records: LogRecord[],
  type = SSH,
): Deed {
  return { type, accountId, region, resource: instanceId, role, records }
}

export const passwordGuessingAttacks: Attack[] = [fromTheInternet, fromInside, ...otherServices]
