import { afterAll, beforeAll } from 'vitest'
import { load as loadPopulation } from '../../subgraphs/population/commands.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { companyRegistration } from './2-company-registration.ts'
import { startupSubsidy } from './4-startup-subsidy.ts'
import { foodLicence } from './6-food-licence.ts'
import { keyOf, numberOf } from './story.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
  // The head of the landlord's company becomes a sealed witness, whom a public register still prints.
  await loadPopulation(hub.db, {
    persons: [], households: [], members: [], relations: [], vitalEvents: [],
    protectedPersons: [{
      subject: keyOf(numberOf('estate-head')), grade: 'SEALED', agencies: [], items: [],
    }],
  })
})
afterAll(() => hub.close())

companyRegistration(() => hub)
startupSubsidy(() => hub)
foodLicence(() => hub)
