import { write } from '#platform/db'
import type { Access } from '#platform/access'
import { actError, inputError } from '#platform/errors'
import { assertLive, type CopyMaking, type CopyServices } from './commands.making.ts'
import { digestOf, sealFile } from './domain/copy-file.ts'
import { type CopyTerms, endOf, licencesFaults, termsFaults } from './domain/copy-input.ts'
import { licencePreview } from './tables.copies.ts'

/** Showing a holder what a copy will look like. */
export function previewCommands({ db, clock, faceKey }: CopyServices, { addressed, print, selected }: CopyMaking) {
  return {
    /** Prints what a copy would be, for whoever acts for itself. */
    async previewLicenceCopy(access: Access, input: CopyTerms & { readonly licences: readonly string[] }) {
      const { represented } = access.plan.actor
      if (represented === null) throw actError('FORBIDDEN', 'a preview is for the holder who is about to make the copy', '预览仅供持证人本人或其代理人制作前查看')
      const liveCase = assertLive(access.plan)
      const expiresAt = endOf(input, clock)
      const faults = [...termsFaults({ ...input, expiresAt }, liveCase, clock.now()), ...licencesFaults(input.licences)]
      if (faults.length > 0) throw inputError(faults)
      const { licences } = await selected(access, { identifiers: input.licences, byGrant: true, holder: null })
      const { file, watermark } = await print(licences, { liveCase, number: null, reason: input.reason, expiresAt, at: clock.now() })
      const shown = {
        division: licences[0]?.division ?? '', slices: [...new Set(licences.map(({ slice }) => slice))], identifiers: licences.map(({ identifier }) => identifier),
        matter: liveCase.matter.code, caseNo: liveCase.caseNo, fileSm3: digestOf(file), sealedFile: sealFile(faceKey, file, `preview ${represented}`),
      }
      const address = await addressed(access, (values) => write(db.orm.insert(licencePreview).values({ subject: represented, ...shown, ...values })
        .onConflictDoUpdate({ target: licencePreview.subject, set: { ...shown, ...values } })))
      access.plan.read.add(represented)
      return { ...address, watermark, subjects: [represented], agencies: [] }
    },
  }
}
