import type { Category } from '../intel/category.ts'

/**
 * What a detector asks to be shown: the dispatch index is built over these, and nothing else reaches a detector.
 * An observation is shown once to each detector of which it has at least one topic.
 */
export type Topic =
  /** A call by name, e.g. `cloudtrail.amazonaws.com:StopLogging`. */
  | `call:${string}:${string}`
  /**
   * Calls from a public address with credentials that an instance's role gave to an instance: of each access key, address
   * and hour at least the first one, and not many more.
   */
  | 'instance-session'
  /** Calls of an identity type, e.g. `actor:Root`. */
  | `actor:${string}`
  /** Calls whose user agent has this text in it, in lower case, e.g. `agent:kali`. */
  | `agent:${string}`
  /** Calls and Kubernetes requests whose source address is on a list of the category. */
  | `caller:${Category}`
  /** Changes of what the inventory knows, e.g. `change:bucket-access`. */
  | `change:${string}`
  /** Names asked for, and answers to them, on a list of the category. */
  | `name:${Category}`
  | `answer:${Category}`
  /** Names answered with this very address, also when IPv6 wraps it, e.g. `resolves:169.254.169.254`. */
  | `resolves:${string}`
  /** Names that leave so much below their registered name that they could carry data (long-name.ts). */
  | 'long-name'
  /** Names answered with text (TXT records). */
  | 'text-answer'
  /** Flows whose remote address is on a list of the category. */
  | `remote:${Category}`
  /** Flows on a service port, with each connection told apart, e.g. `connections:22`. */
  | `connections:${number}`
  /** Flows that the interface's side began to a remote address of which it tried this many TCP ports in the minute. */
  | `tries:${number}`
  /** Flows with a public remote address to which the interface sent this many packets in the minute. */
  | `sends:${number}`
  /** TCP and UDP contacts that the interface began with public addresses, as far as most fail (contact-walks.ts). */
  | 'failing-contacts'
  /** Kubernetes requests by verb and resource, e.g. `request:create pods/exec`. */
  | `request:${string} ${string}`
  /** Kubernetes requests of one user. */
  | `user:${string}`
