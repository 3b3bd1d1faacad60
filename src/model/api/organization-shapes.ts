import { paged } from './constraints.ts'
import { InDetector, PageQuery, shape } from './operation-shape.ts'
import * as organization from './organization.ts'

export const organizationOperations = {
  EnableOrganizationAdminAccount: shape({
    method: 'POST',
    path: '/admin/enable',
    access: 'full',
    body: organization.AdminAccountBody,
  }),
  DisableOrganizationAdminAccount: shape({
    method: 'POST',
    path: '/admin/disable',
    access: 'full',
    body: organization.AdminAccountBody,
  }),
  ListOrganizationAdminAccounts: shape({
    method: 'GET',
    path: '/admin',
    access: 'read',
    query: PageQuery,
    output: paged({ adminAccounts: organization.AdminAccounts }),
  }),
  DescribeOrganizationConfiguration: shape({
    method: 'GET',
    path: '/detector/{detectorId}/admin',
    access: 'read',
    pathMembers: InDetector,
    output: organization.DescribeOrganizationConfigurationOutput,
  }),
  UpdateOrganizationConfiguration: shape({
    method: 'POST',
    path: '/detector/{detectorId}/admin',
    access: 'full',
    pathMembers: InDetector,
    body: organization.UpdateOrganizationConfigurationBody,
  }),
} as const
