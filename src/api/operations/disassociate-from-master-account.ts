import { leaveAdministrator } from '../leave-administrator.ts'
import { operation } from '../operation.ts'

export const disassociateFromMasterAccount = operation('DisassociateFromMasterAccount', async (_input, request) =>
  leaveAdministrator(request),
)
