import { listedHost } from '../indicators.ts'
import { instancesOf } from '../organisation/organisation.ts'
import { exchange } from '../records/exchange.ts'
import type { LogRecord } from '../records/log-record.ts'
import { type Attack, caught, seenBy } from './attack.ts'

const answeredProbe: Attack = {
  name: 'answered-port-probe',
  finds: ['Recon:EC2/PortProbeUnprotectedPort'],
  run({ organisation, indicators, random, at }) {
    const instance = random.pick(instancesOf(organisation, 'bastion'))
    const remote = { address: listedHost(indicators.scanners, random) }
    const probe = { opener: remote, openerPort: random.ephemeralPort(), responderPort: 22, seconds: 1 }
    const records = [0, 9_000, 31_000].flatMap((delay) =>
      exchange({
        ...probe,
        openerPort: random.ephemeralPort(),
        responder: instance,
        start: at + delay,
        sent: { packets: 4, bytes: 216 },
        received: { packets: 3, bytes: 193 },
      }),
    )
    const unanswered = instancesOf(organisation, 'web').flatMap((web) =>
      exchange({
        ...probe,
        responder: web,
        start: at + random.whole(0, 40_000),
        sent: { packets: 1, bytes: 44 },
        outcome: 'rejected',
      }),
    )
    const { accountId, region, instanceId: resource } = instance
    const type = 'Recon:EC2/PortProbeUnprotectedPort'
    return { deeds: [{ type, accountId, region, resource, role: 'TARGET', records }], besides: unanswered }
  },
}

/** Through a load balancer that keeps the client's address. */
const emrProbe: Attack = {
  name: 'answered-emr-probe',
  finds: ['Recon:EC2/PortProbeEMRUnprotectedPort'],
  run({ organisation, indicators, random, at }) {
    const instance = random.pick(instancesOf(organisation, 'batch'))
    const records = exchange({
      opener: { address: listedHost(indicators.scanners, random) },
      responder: instance,
      openerPort: random.ephemeralPort(),
      responderPort: 8_088,
      start: at,
      seconds: 1,
      sent: { packets: 5, bytes: 402 },
      received: { packets: 4, bytes: 1_733 },
    })
    return caught('Recon:EC2/PortProbeEMRUnprotectedPort', instance, 'TARGET', records)
  },
}

const SCANNED_PORTS = 1_000
const SCAN_MS = 40_000
const OPEN_PORTS = new Set([22, 111, 5_432, 9_100])

/** A connect scan of a database server from the batch tier; nearly every port answers with a reset. */
const verticalScan: Attack = {
  name: 'port-scan',
  finds: ['Recon:EC2/Portscan'],
  run({ organisation, random, at }) {
    const scanner = random.pick(instancesOf(organisation, 'batch'))
    const victim = random.pick(instancesOf(organisation, 'database'))
    const records: LogRecord[] = []
    for (const [step, responderPort] of scannedPorts().entries()) {
      const open = OPEN_PORTS.has(responderPort)
      const probe = {
        opener: scanner,
        responder: victim,
        responderPort,
        openerPort: 33_000 + ((step * 7) % 27_000),
        seconds: 1,
      }
      records.push(
        ...exchange({
          ...probe,
          start: at + Math.floor((step / SCANNED_PORTS) * SCAN_MS),
          sent: open ? { packets: 3, bytes: 172 } : { packets: 1, bytes: 60 },
          received: open ? { packets: 2, bytes: 112 } : { packets: 1, bytes: 40 },
          outcome: open ? 'complete' : 'refused',
        }),
      )
    }
    const { own, others } = seenBy(scanner, records)
    const { accountId, region, instanceId: resource } = scanner
    return {
      deeds: [{ type: 'Recon:EC2/Portscan', accountId, region, resource, role: 'ACTOR', records: own }],
      besides: others,
    }
  },
}

/** The low ports, and those above that servers are known to use. */
function scannedPorts(): number[] {
  return [...Array.from({ length: SCANNED_PORTS - 2 }, (_, at) => at + 1), 5_432, 9_100]
}

export const probeAndScanAttacks: Attack[] = [answeredProbe, emrProbe, verticalScan]
