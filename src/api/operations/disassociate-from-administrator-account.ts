import { leaveAdministrator } from '../leave-administrator.ts'
import { operation } from '../operation.ts'

/** The name of DisassociateFromMasterAccount since June 2022. */
export const disassociateFromAdministratorAccount = operation(
  'DisassociateFromAdministratorAccount',
  async (_input, request) => leaveAdministrator(request),
)
