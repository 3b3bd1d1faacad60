import { clusterUser, KUBECTL } from '../life/cluster-requests.ts'
import { deploymentRequests, type Workload } from '../records/workload-requests.ts'
import type { Attack, Outcome, Scene } from './attack.ts'

const privileged: Attack = {
  name: 'privileged-container',
  finds: ['PrivilegeEscalation:Kubernetes/PrivilegedContainer'],
  run: (scene) =>
    deployed(scene, 'PrivilegeEscalation:Kubernetes/PrivilegedContainer', {
      name: 'node-tuner',
      namespace: 'default',
      image: 'registry.mothwing-tools.example/node-tuner:latest',
      securityContext: { privileged: true },
    }),
}

const sensitiveMount: Attack = {
  name: 'sensitive-mount',
  finds: ['Persistence:Kubernetes/ContainerWithSensitiveMount'],
  run: (scene) =>
    deployed(scene, 'Persistence:Kubernetes/ContainerWithSensitiveMount', {
      name: 'config-sync',
      namespace: 'default',
      image: 'registry.mothwing-tools.example/config-sync:0.3',
      mounts: [{ path: '/host-etc', hostPath: '/etc' }],
    }),
}

function deployed({ organisation, random, at }: Scene, type: string, workload: Workload): Outcome {
  const { cluster } = organisation
  const person = random.pick(organisation.people)
  const caller = { time: at, user: clusterUser(cluster, person.userName), from: person.homeAddress, userAgent: KUBECTL }
  const { accountId, region, name: resource } = cluster
  return {
    deeds: [
      {
        type,
        accountId,
        region,
        resource,
        role: 'TARGET',
        records: deploymentRequests(random, cluster, caller, workload),
      },
    ],
  }
}

export const clusterWorkloadAttacks: Attack[] = [privileged, sensitiveMount]
