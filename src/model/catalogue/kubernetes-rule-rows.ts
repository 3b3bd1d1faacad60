import { HIGH, MEDIUM } from '../severity.ts'
import type { FindingTypeEntry } from './entry.ts'
import { auditBodies, auditFields, kubernetesRow } from './kubernetes-row.ts'
import { mitre } from './mitre.ts'

const succeeded = 'One request that succeeded.'
const whoLaunched =
  'Ask the owner of the workload. If nobody planned it, delete it, take away the credentials that launched it, and treat its node as lost.'

/** Dangerous workloads, grants and exposures in a cluster, each told by one request. */
export const kubernetesRuleRows: readonly FindingTypeEntry[] = [
  kubernetesRow({
    type: 'Execution:Kubernetes/ExecInKubeSystemPod',
    severity: { default: MEDIUM },
    method: 'rule',
    key: ['clusterArn', 'username'],
    title: 'Somebody ran a command in a kube-system pod of the EKS cluster {clusterName}.',
    description:
      'A command was run inside a pod of the namespace kube-system on the EKS cluster {clusterName}. Hardly anybody needs to; if it was not one of you, credentials are in other hands.',
    sees: 'An exec request for a pod of kube-system that the cluster granted.',
    misses: 'Commands run on the node itself, and attaching to a container, which GuardDuty does not count.',
    needs: `${auditFields}.`,
    threshold: succeeded,
    respond: 'Ask the user. If it was not them, take away the credentials and look at what the pod can reach.',
    mitre: mitre('Execution', 'T1609'),
  }),
  kubernetesRow({
    type: 'PrivilegeEscalation:Kubernetes/PrivilegedContainer',
    severity: { default: MEDIUM },
    method: 'rule',
    key: ['clusterArn', 'namespace', 'imagePrefix'],
    title: 'A privileged container was started on the EKS cluster {clusterName}.',
    description:
      'A container with the rights of root on its node was started on the EKS cluster {clusterName}. If nobody planned it, somebody uses your credentials to break out.',
    sees: 'A pod or workload with a privileged container whose image never ran privileged in the cluster before.',
    misses: 'Images that ran privileged earlier, and containers that reach the node by other means.',
    needs: `${auditBodies}.`,
    window: 'Each request by itself, against the images seen so far.',
    threshold: succeeded,
    respond: whoLaunched,
    mitre: mitre('Privilege Escalation', 'T1611', 'T1610'),
    supersededBy: 'PrivilegeEscalation:Kubernetes/AnomalousBehavior.WorkloadDeployed!PrivilegedContainer',
  }),
  kubernetesRow({
    type: 'Persistence:Kubernetes/ContainerWithSensitiveMount',
    severity: { default: MEDIUM },
    method: 'rule',
    key: ['clusterArn', 'namespace', 'imagePrefix'],
    title: 'A container that mounts a sensitive path of its host was started on the EKS cluster {clusterName}.',
    description:
      'A container was started on the EKS cluster {clusterName} that can write to a sensitive path of its node. If nobody planned it, somebody uses your credentials to stay.',
    sees: 'A pod or workload that mounts a host path such as /etc, the kubelet directory or a container socket, with write access.',
    misses: 'Mounts that are read-only, paths off the list, and persistent volumes that lead to a host path.',
    needs: `${auditBodies}.`,
    threshold: succeeded,
    respond: whoLaunched,
    mitre: mitre('Persistence', 'T1611', 'T1610'),
    supersededBy: 'Persistence:Kubernetes/AnomalousBehavior.WorkloadDeployed!ContainerWithSensitiveMount',
  }),
  kubernetesRow({
    type: 'Policy:Kubernetes/AdminAccessToDefaultServiceAccount',
    severity: { default: HIGH },
    method: 'rule',
    key: ['clusterArn', 'bindingName', 'namespace'],
    title: 'A default service account of the EKS cluster {clusterName} became an administrator.',
    description:
      'A default service account of the EKS cluster {clusterName} was bound to an administrator role. Every pod that names no other account now runs with these rights.',
    sees: 'A role binding that gives the default service account of a namespace, or all service accounts, the role admin or cluster-admin.',
    misses: 'Custom roles that amount to the same, unless they are seen to be made.',
    needs: `${auditBodies} (role bindings).`,
    threshold: succeeded,
    respond: 'Delete the binding and give the workloads that need rights an account of their own with those alone.',
    mitre: mitre('Privilege Escalation', 'T1098.006'),
  }),
  kubernetesRow({
    type: 'Policy:Kubernetes/AnonymousAccessGranted',
    severity: { default: HIGH },
    method: 'rule',
    key: ['clusterArn', 'bindingName'],
    title: 'The EKS cluster {clusterName} granted rights to the anonymous user.',
    description:
      'A role was bound to system:anonymous on the EKS cluster {clusterName}. Whoever reaches its endpoint can now use these rights without credentials.',
    sees: 'A role binding that names the user system:anonymous or the group system:unauthenticated.',
    misses: 'Bindings made before the logs begin, and those the cluster makes for itself when it starts.',
    needs: `${auditBodies} (role bindings).`,
    threshold: succeeded,
    respond: 'Delete the binding, then look for anonymous requests that it let through.',
    mitre: mitre('Persistence', 'T1098.006', 'T1078.001'),
  }),
  kubernetesRow({
    type: 'Policy:Kubernetes/ExposedDashboard',
    severity: { default: MEDIUM },
    method: 'rule',
    key: ['clusterArn', 'namespace', 'serviceName'],
    title: 'The Kubernetes dashboard of the EKS cluster {clusterName} is open to the internet.',
    description:
      'A load balancer service puts the Kubernetes dashboard of the EKS cluster {clusterName} on the internet.',
    sees: 'A dashboard service that is made, or becomes, a load balancer without the mark of an internal one.',
    misses: 'Dashboards behind an ingress, a node port or another name.',
    needs: `${auditBodies} (services).`,
    threshold: succeeded,
    respond: 'Make the service internal to the cluster and reach it through a proxy that asks who you are.',
    mitre: mitre('Initial Access', 'T1133', 'T1190'),
  }),
  kubernetesRow({
    type: 'Policy:Kubernetes/KubeflowDashboardExposed',
    severity: { default: MEDIUM },
    method: 'rule',
    key: ['clusterArn', 'namespace', 'serviceName'],
    title: 'The Kubeflow dashboard of the EKS cluster {clusterName} is open to the internet.',
    description:
      'A load balancer service puts the Kubeflow dashboard of the EKS cluster {clusterName} on the internet.',
    sees: 'A service in front of Kubeflow that is made, or becomes, a load balancer without the mark of an internal one.',
    misses: 'Kubeflow behind another ingress than its usual gateway, or in a namespace of another name.',
    needs: `${auditBodies} (services).`,
    threshold: succeeded,
    respond: 'Make the gateway internal and put authentication before it: notebooks run code for whoever gets in.',
    mitre: mitre('Initial Access', 'T1133', 'T1190'),
  }),
]
