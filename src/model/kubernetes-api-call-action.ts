import Type, { type Static } from 'typebox'
import { RemoteIpDetails } from './remote-ip-details.ts'

export const KubernetesApiCallAction = Type.Object({
  requestUri: Type.String(),
  verb: Type.String(),
  sourceIPs: Type.Array(Type.String()),
  userAgent: Type.Optional(Type.String()),
  remoteIpDetails: Type.Optional(RemoteIpDetails),
  statusCode: Type.Optional(Type.Integer()),
  /** The query string of the request. */
  parameters: Type.Optional(Type.String()),
})
export type KubernetesApiCallAction = Static<typeof KubernetesApiCallAction>
