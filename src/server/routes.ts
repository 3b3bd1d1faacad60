import type { Logger } from 'pino'
import { authorise } from '../api/authorise.ts'
import { newGuardDutyId } from '../api/new-id.ts'
import type { Organization } from '../api/operation.ts'
import { operations } from '../api/operations/index.ts'
import { PageTokens } from '../api/page-token.ts'
import { handleRequest, verifyCaller } from '../api/request-path.ts'
import type { Clock } from '../std/clock.ts'
import type { Store } from '../store/ports.ts'
import type { AccessKeys } from './access-keys.ts'
import type { Config } from './config/schema.ts'
import type { Answer, RawRequest, RawResponse } from './http.ts'
import { deliver } from './ingest-records.ts'

export interface RoutesContext {
  store: Store
  config: Config
  clock: Clock
  log: Logger
  keys: AccessKeys
  organization: Organization | undefined
  pageTokenKey: Uint8Array
  newRequestId: () => string
  /** Lists or destinations have something to settle. */
  settle: () => void
  /** Log records were accepted. */
  delivered: () => void
  isDetecting: () => boolean
}
