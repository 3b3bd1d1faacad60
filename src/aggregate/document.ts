import { createHash } from 'node:crypto'
import type { Geo, GeoDetails } from '../intel/geo.ts'
import type { Hit } from '../intel/indicators.ts'
import type { Action } from '../model/action.ts'
import { fillTemplate } from '../model/catalogue/fill-template.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import { findingArn, findingId, findingIdRandomBytes } from '../model/finding-id.ts'
import { partitionOf } from '../model/partition.ts'
import type { RemoteIpDetails } from '../model/remote-ip-details.ts'
import { wireTime } from '../model/wire-time.ts'
import type { FindingState } from './finding-state.ts'

/** What a document needs beside the finding itself. */
export interface DocumentContext {
  detectorId: string
  geo: Geo
}

/** GuardDuty's document of a finding, members in the order of the wire (api-behaviour section 3.2). */
export function findingDocument(state: FindingState, { detectorId, geo }: DocumentContext): Finding {
  const { entry, accountId, region, latest, resource } = state
  const id = idOf(state)
  const additionalInfo = additionalInfoOf(state)
  const evidence = evidenceOf(state)
  const facts = { ...state.facts, ...placeFacts(latest.action, geo) }
  return {
    schemaVersion: '2.0',
    accountId,
    region,
    partition: partitionOf(region),
    id,
    arn: findingArn({ region, accountId, detectorId, findingId: id }),
    type: entry.type,
    resource,
    service: {
      serviceName: 'guardduty',
      detectorId,
      action: located(actionOf(state), geo),
      resourceRole: latest.role ?? (entry.resourceRole === 'BY_DIRECTION' ? 'TARGET' : entry.resourceRole),
      additionalInfo: { ...additionalInfo, value: JSON.stringify(additionalInfo), type: 'default' },
      ...(evidence === undefined ? {} : { evidence }),
      eventFirstSeen: wireTime(state.firstSeen),
      eventLastSeen: wireTime(state.lastSeen),
      archived: false,
      count: state.count,
    },
    severity: state.severity,
    createdAt: wireTime(state.createdAt),
    updatedAt: wireTime(state.updatedAt ?? Math.max(state.createdAt, state.lastSeen)),
    title: fillTemplate(entry.title, facts),
    description: fillTemplate(entry.description, facts),
  }
}

/** The id holds the creation time; the rest is a digest of the finding's identity, so the same logs give the same id. */
function idOf(state: FindingState): string {
  const identity = JSON.stringify([state.accountId, state.region, state.entry.type, ...state.key, state.createdAt])
  const random = createHash('sha256').update(identity).digest().subarray(0, findingIdRandomBytes)
  return findingId({ createdAtMs: state.createdAt, random })
}

function actionOf(state: FindingState): Action {
  const { action } = state.latest
  if (action.actionType !== 'PORT_PROBE') return action
  const { blocked } = action.portProbeAction
  return { ...action, portProbeAction: { portProbeDetails: state.probes.map((probe) => probe.detail), blocked } }
}

function additionalInfoOf(state: FindingState): Record<string, unknown> {
  const { latest } = state
  const [threat] = latest.threats ?? []
  return {
    ...(state.apiCalls.length === 0 ? {} : { apiCalls: state.apiCalls.map((call) => ({ ...call })) }),
    ...(threat === undefined ? {} : { threatListName: threat.listName }),
    ...(threat?.threatName === undefined ? {} : { threatName: threat.threatName }),
    ...latest.additionalInfo,
  }
}

function evidenceOf({ entry, latest }: FindingState): Evidence | null | undefined {
  if (latest.threats !== undefined && latest.threats.length > 0) {
    return { threatIntelligenceDetails: threatDetails(latest.threats) }
  }
  return entry.resourceType === 'EKSCluster' ? null : undefined
}

/** One detail a list, in the order of the hits; threat names without repetition. */
function threatDetails(hits: readonly Hit[]) {
  const names = new Map<string, Set<string>>()
  for (const { listName, threatName } of hits) {
    const known = names.get(listName) ?? new Set<string>()
    if (threatName !== undefined) known.add(threatName)
    names.set(listName, known)
  }
  return [...names].map(([threatListName, threatNames]) => ({ threatListName, threatNames: [...threatNames] }))
}

/** The action with place and network of every remote address. */
function located(action: Action, geo: Geo): Action {
  switch (action.actionType) {
    case 'NETWORK_CONNECTION': {
      const connection = action.networkConnectionAction
      return {
        ...action,
        networkConnectionAction: { ...connection, remoteIpDetails: locate(connection.remoteIpDetails, geo) },
      }
    }
    case 'PORT_PROBE': {
      const probe = action.portProbeAction
      const portProbeDetails = probe.portProbeDetails.map((detail) => ({
        ...detail,
        remoteIpDetails: locate(detail.remoteIpDetails, geo),
      }))
      return { ...action, portProbeAction: { ...probe, portProbeDetails } }
    }
    case 'AWS_API_CALL': {
      const { remoteIpDetails } = action.awsApiCallAction
      if (remoteIpDetails === undefined) return action
      return {
        ...action,
        awsApiCallAction: { ...action.awsApiCallAction, remoteIpDetails: locate(remoteIpDetails, geo) },
      }
    }
    case 'KUBERNETES_API_CALL': {
      const { remoteIpDetails } = action.kubernetesApiCallAction
      if (remoteIpDetails === undefined) return action
      return {
        ...action,
        kubernetesApiCallAction: { ...action.kubernetesApiCallAction, remoteIpDetails: locate(remoteIpDetails, geo) },
      }
    }
    case 'DNS_REQUEST':
      return action
  }
}

function locate({ ipAddressV4 }: RemoteIpDetails, geo: Geo): RemoteIpDetails {
  const place = geo.locate(ipAddressV4)
  const organization = organizationOf(place)
  return {
    ipAddressV4,
    ...(organization === undefined ? {} : { organization }),
    ...(place.countryName === undefined ? {} : { country: { countryName: place.countryName } }),
    ...(place.cityName === undefined ? {} : { city: { cityName: place.cityName } }),
    ...(place.lat === undefined || place.lon === undefined ? {} : { geoLocation: { lat: place.lat, lon: place.lon } }),
  }
}

function organizationOf({ asn, asnOrg, isp, org }: GeoDetails) {
  if (asn === undefined) return undefined
  return {
    asn: String(asn),
    ...(asnOrg === undefined ? {} : { asnOrg }),
    ...(isp === undefined ? {} : { isp }),
    ...(org === undefined ? {} : { org }),
  }
}

function placeFacts(action: Action, geo: Geo): Record<string, string> {
  const address =
    action.actionType === 'NETWORK_CONNECTION' ? action.networkConnectionAction.remoteIpDetails.ipAddressV4 : undefined
  const country = address === undefined ? undefined : geo.locate(address).countryName
  return country === undefined ? {} : { countryName: country }
}
