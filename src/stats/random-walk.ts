/**
 * Threshold random walk (Jung et al., 2004) over contacts that are answered or not: the logarithm of how much likelier they
 * are of a scanner, four of five of whose contacts fail, than of an ordinary host, four of five of whose are answered. It
 * never goes below 0, so that a good past does not excuse a scan, nor above `WALK_MAX`, so that it ends soon after one.
 */
const STEP = Math.log(0.8 / 0.2)
/** Twice what nine failures in a row come to, which one ordinary host in a hundred thousand would have. */
const WALK_MAX = 18 * STEP

export function walkAfter(walk: number, answered: boolean): number {
  return Math.min(WALK_MAX, Math.max(0, walk + (answered ? -STEP : STEP)))
}
