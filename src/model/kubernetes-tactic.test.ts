import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { kubernetesTactic, type RequestKind } from './kubernetes-tactic.ts'

/** `verb resource/subresource namespace/name`, the way one would say it. */
function said(text: string): RequestKind {
  const [verb = '', target = '', place = ''] = text.split(' ')
  const [resource, subresource] = target.split('/')
  const [namespace, name] = place.split('/')
  return { verb, resource, subresource, namespace, name, requestUri: `/api/v1/${target}` }
}

const expected: Record<string, string[]> = {
  CredentialAccess: [
    'get secrets default/token',
    'list secrets',
    'watch secrets default',
    'create serviceaccounts/token default/builder',
    'get configmaps kube-system/aws-auth',
    'create tokenreviews',
  ],
  DefenseEvasion: [
    'delete events default/e',
    'deletecollection events default',
    'patch validatingwebhookconfigurations',
    'delete mutatingwebhookconfigurations',
    'update networkpolicies default/deny-all',
    'delete podsecuritypolicies',
    'delete daemonsets falco/falco',
    'patch deployments kyverno/kyverno',
    'delete auditsinks',
  ],
  Persistence: [
    'create rolebindings default/b',
    'patch clusterroles',
    'update certificatesigningrequests/approval',
    'create cronjobs default/c',
    'create daemonsets kube-system/d',
    'patch configmaps kube-system/aws-auth',
    'create mutatingwebhookconfigurations',
  ],
  Impact: [
    'create serviceaccounts default/s',
    'create pods default/p',
    'delete deployments default/d',
    'deletecollection secrets default',
    'create pods/exec default/p',
    'get pods/exec default/p',
    'get nodes/proxy',
    'patch configmaps default/aws-auth',
    'delete rolebindings default/b',
    'update cronjobs/status default/c',
  ],
  Discovery: [
    'get pods default',
    'list nodes',
    'watch events',
    'get configmaps default/aws-auth',
    'create selfsubjectaccessreviews',
    'create selfsubjectrulesreviews',
    'get pods/log default/p',
  ],
}

describe('a request to a cluster', () => {
  for (const [tactic, requests] of Object.entries(expected)) {
    for (const request of requests) {
      it(`"${request}" serves ${tactic}`, () => assert.equal(kubernetesTactic(said(request)), tactic))
    }
  }

  for (const requestUri of ['/api', '/apis', '/openapi/v2', '/metrics', '/api?timeout=32s', '/versions', '/']) {
    it(`reading ${requestUri} serves Discovery`, () => {
      assert.equal(kubernetesTactic({ verb: 'get', requestUri }), 'Discovery')
    })
  }

  for (const requestUri of [
    '/healthz',
    '/healthz/etcd',
    '/livez?verbose',
    '/readyz/ping',
    '/version',
    '/version?timeout=32s',
  ]) {
    it(`reading ${requestUri} serves nothing`, () => {
      assert.equal(kubernetesTactic({ verb: 'get', requestUri }), undefined)
    })
  }

  it('a verb that no rule knows serves nothing', () => {
    assert.equal(kubernetesTactic(said('impersonate users')), undefined)
    assert.equal(kubernetesTactic({ verb: 'post', requestUri: '/api' }), undefined)
  })
})
