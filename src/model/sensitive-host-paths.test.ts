import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isSensitiveHostPath } from './sensitive-host-paths.ts'

for (const path of [
  '/',
  '//',
  '/etc',
  '/etc/',
  '/etc/..',
  '/mnt/../etc',
  '/var/./run/docker.sock',
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/var/run/containerd/containerd.sock',
  '/run',
  '/root/.ssh',
  '/etc/kubernetes/admin.conf',
  '/var/lib/kubelet/pki/kubelet.key',
]) {
  it(`${path} gives the host away`, () => assert.equal(isSensitiveHostPath(path), true))
}

for (const path of [
  '/mnt/data',
  '/data',
  '/etc/localtime',
  '/etc/../mnt',
  '/etcetera',
  '/rootless',
  '/var/lib/kubelet/plugins/csi',
  '/dev/shm',
  '/runner',
]) {
  it(`${path} does not`, () => assert.equal(isSensitiveHostPath(path), false))
}
