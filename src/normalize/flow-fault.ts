import type { Rejection } from './rejection.ts'

/** What is wrong with a record. Made once for each kind where that can be, so that rejecting costs nothing. */
export type FlowFault = Readonly<Omit<Rejection, 'place'>>
