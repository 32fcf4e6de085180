import type { GeoRows } from '../../subgraphs/geo/commands.ts'
import { makeAddress, type SeedAddress } from '../addresses.ts'
import { agencyOf, codeOf } from '../agencies.ts'
import { matterCode, MATTERS } from '../matters.ts'
import { countyOf, placeOf, townOf, VILLAGES } from '../places.ts'
import { type Cells, pointIn } from './addresses.ts'
import { recordedAs } from './geo-sources.ts'

type HallRow = GeoRows['serviceHalls'][number]

const OPEN = '1'
const SUSPENDED = '2'
const CLOSED = '3'

/** A sequence number that no home and no scenario has, so that a hall stays where it is. */
const AT = { hall: 990, centre: 991, terminal: 992, post: 993 } as const

/** What can be done at the counter of a town, at a machine, and at a post office. */
const AT_TOWN = ['old-age-allowance', 'residence-permit'].map(matterCode)
const AT_MACHINE = ['residence-permit'].map(matterCode)

/** Service halls of agencies, a centre in every town, machines in some villages, and a post office here and there. */
export function hallsAndTheirAddresses(cells: Cells): { halls: HallRow[]; addresses: SeedAddress[] } {
  const made = [...agencyHalls(), ...townCentres(), ...machines(), ...postOffices()]
  return {
    halls: made.map(({ address, ...hall }) => ({
      ...hall,
      address: address.toDoor,
      standardAddress: address.code,
      location: pointIn(cells.get(address.village), address.sequence),
      ...recordedAs('halls', `DT-${hall.poiCode}`, '2023-05-04', hall.status === OPEN ? '2025-11-20' : '2026-01-12'),
    })),
    addresses: made.map(({ address }) => address),
  }
}

type Made = Omit<HallRow, 'address' | 'standardAddress' | 'location'> & { readonly address: SeedAddress }

const WEEKDAYS = '周一至周五 09:00-12:00，13:30-17:00'
const EVERY_DAY = '每日 08:00-22:00'

function agencyHalls(): Made[] {
  type Hall = readonly [poiCode: string, slug: string, kind: string, level: string, village: string, windows: number]
  const hall = (...[poiCode, slug, kind, level, village, windows]: Hall): Made => ({
    poiCode, kind, level, windows,
    division: agencyOf(slug).division,
    name: `${agencyOf(slug).name}服务大厅`,
    agency: codeOf(slug),
    address: makeAddress(village, AT.hall, true),
    openHours: WEEKDAYS,
    phone: '0990-12345',
    matters: MATTERS.map(({ code }) => code),
    booking: true,
    accessible: true,
    status: OPEN,
  })
  return [
    hall('P990101001', 'service-centre', '1', '4', '990101001001', 36),
    hall('P990101002', 'street-office', '2', '5', '990101001002', 6),
    hall('P990100001', 'data-administration', '1', '3', '990101002001', 60),
    hall('P990201001', 'neighbour-service-centre', '1', '4', '990201001001', 24),
  ]
}

const TOWNS = [...new Set(VILLAGES.map(({ code }) => townOf(code)))]
const runBy = (code: string) => codeOf(countyOf(code) === '990201000000' ? 'neighbour-service-centre' : 'service-centre')

/** One in each town; that of one township is being rebuilt. */
function townCentres(): Made[] {
  return TOWNS.map((town, at) => {
    const village = VILLAGES.find(({ code }) => townOf(code) === town)
    return {
      poiCode: `B${town.slice(0, 9)}`, kind: '2', level: '5', windows: 3 + (at % 3), division: town,
      name: `${placeOf(town).name}便民服务中心`,
      agency: runBy(town),
      address: makeAddress(village?.code ?? '', AT.centre, true),
      openHours: WEEKDAYS, phone: `0990-66${String(at).padStart(5, '0')}`, matters: AT_TOWN,
      booking: at % 2 === 0, accessible: at % 3 !== 0,
      status: town === '990102200000' ? SUSPENDED : OPEN,
    }
  })
}

/** A machine in every other village; one was taken away. */
function machines(): Made[] {
  return VILLAGES.filter((_village, at) => at % 2 === 0).map(({ code, name }, at) => ({
    poiCode: `Z${code}`, kind: '3', level: '6', windows: 1, division: code,
    name: `${name}政务服务自助终端`,
    agency: runBy(code),
    address: makeAddress(code, AT.terminal, true),
    openHours: EVERY_DAY, phone: null, matters: AT_MACHINE, booking: false, accessible: true,
    status: at === 3 ? CLOSED : OPEN,
  }))
}

/** Post offices hand out forms and take parcels of papers; no matter is handled there. */
function postOffices(): Made[] {
  return TOWNS.filter((_town, at) => at % 3 === 0).map((town) => {
    const village = VILLAGES.findLast(({ code }) => townOf(code) === town)
    return {
      poiCode: `Y${town.slice(0, 9)}`, kind: '4', level: '5', windows: 2, division: town,
      name: `${placeOf(town).name}邮政所`,
      agency: runBy(town),
      address: makeAddress(village?.code ?? '', AT.post, true),
      openHours: WEEKDAYS, phone: '0990-11185', matters: [], booking: false, accessible: false, status: OPEN,
    }
  })
}
