import { expect, it } from 'vitest'
import { silentLog } from '#platform/log'
import { recordVerifier, type VerificationDesk } from './verifications.ts'

function deskOf(ids: string[], verify: VerificationDesk['verify']) {
  const done: string[] = []
  const desk: VerificationDesk = {
    take: () => Promise.resolve(ids.shift() ?? null),
    verify: async (id, rest) => {
      await verify(id, rest)
      done.push(id)
    },
  }
  return { desk, done }
}

it('does all that was asked for, one after the other, however often it looks', async () => {
  const { desk, done } = deskOf(['1', '2'], () => Promise.resolve())
  const verifications = recordVerifier(desk, silentLog)
  await Promise.all([verifications.run(), verifications.run()])
  expect(done).toEqual(['1', '2'])
})

it('rests after each stretch, and gives up what is under way once it is stopped', async () => {
  const gone: boolean[] = []
  const { desk } = deskOf(['1', '2'], async (_id, rest) => {
    gone.push(await rest())
    void verifications.stop()
    gone.push(await rest())
  })
  const verifications = recordVerifier(desk, silentLog)
  await verifications.run()
  expect(gone).toEqual([true, false])
})

it('logs what fails and goes on the next time', async () => {
  const faults: string[] = []
  const { desk, done } = deskOf(['1', '2'], (id) => (id === '1' ? Promise.reject(new Error('down')) : Promise.resolve()))
  const verifications = recordVerifier(desk, { ...silentLog, fault: (what) => void faults.push(what) })
  await verifications.run()
  expect([faults, done]).toEqual([['verifications'], []])
  verifications.start(1)
  await expect.poll(() => done).toEqual(['2'])
  await verifications.stop()
})
