import type { Prices } from '../aggregate/usage-cost.ts'
import type { Input, OperationName, Output } from '../model/api/operations.ts'
import type { Store } from '../store/ports.ts'
import type { Detector } from '../store/records.ts'
import type { PageTokens } from './page-token.ts'

/** Whose key signed the request. */
export interface Caller {
  accountId: string
  keyId: string
  access: 'full' | 'read' | 'ingest'
}

/** The AWS organisation that the configuration tells of. */
export interface Organization {
  id: string
  managementAccount: string
  /** All of its accounts, the management account among them. */
  memberIds: ReadonlySet<string>
}

/** What operations need from the rest of the service. */
export interface Services {
  organization: Organization | undefined
  /** Known e-mail address of an account. */
  emailOf(accountId: string): string | undefined
  /** Sets or destinations wait to be settled; returns at once. */
  settle(): void
  /** Amounts of money for usage. */
  pricing: Prices
}

/** What a handler is given beside its input. Everything in it is of one region. */
export interface OperationRequest {
  caller: Caller
  region: string
  /** Epoch milliseconds. */
  now: number
  store: Store
  newId(): string
  /** The caller's own detector, named by the path; of operations without one in their path, a placeholder that nothing reads. */
  detector: Detector
  /** Bound to operation, caller and request. */
  pageTokens: PageTokens
  services: Services
}

/** What a handler may answer: members that are undefined are left out; of an operation without output, whatever it answers. */
export type Answer<Name extends OperationName> = keyof Output<Name> extends never ? unknown : Loose<Output<Name>>
type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : T extends object
    ? { [Key in keyof T]: Loose<T[Key]> | (undefined extends T[Key] ? undefined : never) }
    : T

export type Handler<Name extends OperationName> = (
  input: Input<Name>,
  request: OperationRequest,
) => Promise<Answer<Name>>

/** Ties a handler to the operation that it implements. */
export function operation<Name extends OperationName>(_name: Name, handler: Handler<Name>): Handler<Name> {
  return handler
}
