const EARTH_RADIUS_KM = 6_371

/** Length of the shortest way over the earth between two places, in kilometres (haversine). Degrees in. */
export function kilometresBetween(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const radians = Math.PI / 180
  const lat = ((b.lat - a.lat) * radians) / 2
  const lon = ((b.lon - a.lon) * radians) / 2
  const h = Math.sin(lat) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(lon) ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}
