import Type from 'typebox'
import { nullable } from '../nullable.ts'
import { paged } from './constraints.ts'
import * as invitation from './invitation.ts'
import * as member from './member.ts'
import { InDetector, PageQuery, shape } from './operation-shape.ts'

export const invitationOperations = {
  AcceptInvitation: shape({
    method: 'POST',
    path: '/detector/{detectorId}/master',
    access: 'full',
    pathMembers: InDetector,
    body: invitation.AcceptInvitationBody,
  }),
  AcceptAdministratorInvitation: shape({
    method: 'POST',
    path: '/detector/{detectorId}/administrator',
    access: 'full',
    pathMembers: InDetector,
    body: invitation.AcceptAdministratorInvitationBody,
  }),
  DeclineInvitations: shape({
    method: 'POST',
    path: '/invitation/decline',
    access: 'full',
    body: member.AccountIdsBody,
    output: member.UnprocessedOutput,
  }),
  DeleteInvitations: shape({
    method: 'POST',
    path: '/invitation/delete',
    access: 'full',
    body: member.AccountIdsBody,
    output: member.UnprocessedOutput,
  }),
  GetInvitationsCount: shape({
    method: 'GET',
    path: '/invitation/count',
    access: 'read',
    output: Type.Object({ invitationsCount: Type.Integer() }),
  }),
  ListInvitations: shape({
    method: 'GET',
    path: '/invitation',
    access: 'read',
    query: PageQuery,
    output: paged({ invitations: Type.Array(invitation.Relation) }),
  }),
  GetMasterAccount: shape({
    method: 'GET',
    path: '/detector/{detectorId}/master',
    access: 'read',
    pathMembers: InDetector,
    output: Type.Object({ master: nullable(invitation.Relation) }),
  }),
  GetAdministratorAccount: shape({
    method: 'GET',
    path: '/detector/{detectorId}/administrator',
    access: 'read',
    pathMembers: InDetector,
    output: Type.Object({ administrator: nullable(invitation.Relation) }),
  }),
  DisassociateFromMasterAccount: shape({
    method: 'POST',
    path: '/detector/{detectorId}/master/disassociate',
    access: 'full',
    pathMembers: InDetector,
  }),
  DisassociateFromAdministratorAccount: shape({
    method: 'POST',
    path: '/detector/{detectorId}/administrator/disassociate',
    access: 'full',
    pathMembers: InDetector,
  }),
} as const
