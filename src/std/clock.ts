/** Epoch milliseconds now. Time enters everything else by argument; this is one of the few files that read the clock. */
export type Clock = () => number

export const systemClock: Clock = () => Date.now()
