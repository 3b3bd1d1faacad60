/**
 * Names that GuardDuty's documentation gives for trying out an installation: asking a VPC's resolver for one of them
 * raises the finding, and harms nobody.
 */
export const TEST_LIST_NAME = 'Picket test names'

export const TEST_NAMES = {
  C2_DOMAIN: ['guarddutyc2activityb.com', 'c2.guarddutyc2activityb.com'],
  CRYPTO_DOMAIN: ['crypto.guarddutyc2activityb.com', 'pool.minergate.com', 'xmr.pool.minergate.com'],
  REP_ABUSED: ['abused-rep.guarddutyc2activityb.com'],
  REP_CRYPTO: ['crypto-rep.guarddutyc2activityb.com'],
  REP_MALICIOUS: ['malicious-rep.guarddutyc2activityb.com'],
  REP_SUSPICIOUS: ['suspicious-rep.guarddutyc2activityb.com'],
  BLACKHOLE_DOMAIN: ['guarddutyblackholeactivity.com'],
  DGA_DOMAIN: ['guarddutydgaactivity.com'],
  DRIVEBY_DOMAIN: ['guarddutydrivebyactivity.com'],
  DROP_POINT_DOMAIN: ['guarddutydroppointactivity.com'],
  PHISHING_DOMAIN: ['guarddutyphishingactivity.com'],
} as const
