import { posix } from 'node:path'

/**
 * Whether a container that can write to this path of its host can take the host over.
 *
 * An entry stands for itself alone: the list names `/var` and `/var/run` one by one, and holds `/`, below which
 * everything lies; agents and drivers often mount one harmless file or directory further down. Three directories stand
 * for all below them too, because what they hold are keys and credentials. `/run` and `/var/run` are one directory.
 * Misses: a link on the host that leads to a listed path, and single files such as `/etc/shadow`.
 */
export function isSensitiveHostPath(path: string): boolean {
  const clean = normalised(path)
  return sensitive.has(clean) || keyDirectories.some((directory) => clean.startsWith(`${directory}/`))
}

/** Absolute, without `.`, `..`, doubled or trailing slashes. */
function normalised(path: string): string {
  const absolute = posix.normalize(`/${path}`)
  const trimmed = absolute.length > 1 && absolute.endsWith('/') ? absolute.slice(0, -1) : absolute
  return trimmed === '/run' || trimmed.startsWith('/run/') ? `/var${trimmed}` : trimmed
}

const keyDirectories = ['/root', '/etc/kubernetes', '/var/lib/kubelet/pki']

const sensitive: ReadonlySet<string> = new Set([
  '/',
  '/boot',
  '/dev',
  '/etc',
  '/etc/kubernetes',
  '/etc/kubernetes/manifests',
  '/etc/kubernetes/pki',
  '/home',
  '/home/admin',
  '/proc',
  '/root',
  '/sys',
  '/var',
  '/var/lib/containerd',
  '/var/lib/docker',
  '/var/lib/docker/overlay2',
  '/var/lib/kubelet',
  '/var/lib/kubelet/pki',
  '/var/log',
  '/var/run',
  '/var/run/containerd/containerd.sock',
  '/var/run/crio/crio.sock',
  '/var/run/docker.sock',
])
