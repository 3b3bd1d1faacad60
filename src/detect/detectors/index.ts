import type { Detector } from '../detector.ts'
import blackholeName from './ec2/blackhole-name.ts'
import bruteForce from './ec2/brute-force.ts'
import denialOfService from './ec2/denial-of-service.ts'
import dnsDataExfiltration from './ec2/dns-data-exfiltration.ts'
import domainReputation from './ec2/domain-reputation.ts'
import listedName from './ec2/listed-name.ts'
import listedRemote from './ec2/listed-remote.ts'
import metadataDnsRebind from './ec2/metadata-dns-rebind.ts'
import portProbe from './ec2/port-probe.ts'
import portScan from './ec2/port-scan.ts'
import portSweep from './ec2/port-sweep.ts'
import torClient from './ec2/tor-client.ts'
import torRelay from './ec2/tor-relay.ts'
import cloudTrailLoggingDisabled from './iam-user/cloudtrail-logging-disabled.ts'
import consoleLoginSuccess from './iam-user/console-login-success.ts'
import instanceCredentialExfiltration from './iam-user/instance-credential-exfiltration.ts'
import listedIamCaller from './iam-user/listed-caller.ts'
import passwordPolicyChange from './iam-user/password-policy-change.ts'
import penTest from './iam-user/pen-test.ts'
import rootCredentialUsage from './iam-user/root-credential-usage.ts'
import adminAccessToDefaultServiceAccount from './kubernetes/admin-access-to-default-service-account.ts'
import anonymousAccessGranted from './kubernetes/anonymous-access-granted.ts'
import execInKubeSystemPod from './kubernetes/exec-in-kube-system-pod.ts'
import exposedDashboard from './kubernetes/exposed-dashboard.ts'
import kubeflowDashboardExposed from './kubernetes/kubeflow-dashboard-exposed.ts'
import listedKubernetesCaller from './kubernetes/listed-caller.ts'
import privilegedContainer from './kubernetes/privileged-container.ts'
import sensitiveMount from './kubernetes/sensitive-mount.ts'
import successfulAnonymousAccess from './kubernetes/successful-anonymous-access.ts'
import blockPublicAccessDisabled from './s3/block-public-access-disabled.ts'
import listedS3Caller from './s3/listed-caller.ts'
import publicAccessGranted from './s3/public-access-granted.ts'
import serverAccessLoggingDisabled from './s3/server-access-logging-disabled.ts'

/** All detectors. A test holds that each has its vectors and that every file in this folder is listed. */
export const detectors: readonly Detector[] = [
  blackholeName,
  bruteForce,
  denialOfService,
  dnsDataExfiltration,
  domainReputation,
  listedName,
  listedRemote,
  metadataDnsRebind,
  portProbe,
  portScan,
  portSweep,
  torClient,
  torRelay,
  cloudTrailLoggingDisabled,
  consoleLoginSuccess,
  instanceCredentialExfiltration,
  listedIamCaller,
  passwordPolicyChange,
  penTest,
  rootCredentialUsage,
  adminAccessToDefaultServiceAccount,
  anonymousAccessGranted,
  execInKubeSystemPod,
  exposedDashboard,
  kubeflowDashboardExposed,
  listedKubernetesCaller,
  privilegedContainer,
  sensitiveMount,
  successfulAnonymousAccess,
  blockPublicAccessDisabled,
  listedS3Caller,
  publicAccessGranted,
  serverAccessLoggingDisabled,
].flat()
