import Type, { type Static } from 'typebox'
import { nullable } from './nullable.ts'

export const KubernetesUserDetails = Type.Object({
  username: Type.String(),
  uid: Type.Optional(Type.String()),
  groups: Type.Optional(Type.Array(Type.String())),
})
export type KubernetesUserDetails = Static<typeof KubernetesUserDetails>

export const Container = Type.Object({
  containerRuntime: Type.Optional(Type.String()),
  id: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  image: Type.Optional(Type.String()),
  /** The image without tag and digest. */
  imagePrefix: Type.Optional(Type.String()),
  volumeMounts: Type.Optional(
    Type.Array(Type.Object({ name: Type.Optional(Type.String()), mountPath: Type.Optional(Type.String()) })),
  ),
  securityContext: Type.Optional(nullable(Type.Object({ privileged: Type.Optional(Type.Boolean()) }))),
})
export type Container = Static<typeof Container>

export const Volume = Type.Object({
  name: Type.Optional(Type.String()),
  hostPath: Type.Optional(nullable(Type.Object({ path: Type.Optional(Type.String()) }))),
})
export type Volume = Static<typeof Volume>

export const KubernetesWorkloadDetails = Type.Object({
  name: Type.Optional(Type.String()),
  /** The kind, as the resource is spelt in a request: `pods`, `deployments`, … */
  type: Type.Optional(Type.String()),
  uid: Type.Optional(Type.String()),
  namespace: Type.Optional(Type.String()),
  hostNetwork: Type.Optional(Type.Boolean()),
  containers: Type.Optional(Type.Array(Container)),
  volumes: Type.Optional(Type.Array(Volume)),
})
export type KubernetesWorkloadDetails = Static<typeof KubernetesWorkloadDetails>

/** Who asked a cluster for something, and about which workload; null when the request is about no workload. */
export const KubernetesDetails = Type.Object({
  kubernetesUserDetails: Type.Optional(KubernetesUserDetails),
  kubernetesWorkloadDetails: Type.Optional(nullable(KubernetesWorkloadDetails)),
})
export type KubernetesDetails = Static<typeof KubernetesDetails>
