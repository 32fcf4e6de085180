import type { Access } from '#platform/access'
import type { CopyCommands } from './commands.copying.ts'
import type { CopyQueries } from './queries.copies.ts'

/** What is told of copies and of leave, and what is done to them. */
export const copyLoaders = (access: Access, copies: CopyQueries & CopyCommands) => ({
  copy: (number: string) => copies.copy(access, number),
  myCopies: copies.myCopies.bind(null, access),
  myAuthorisations: copies.myAuthorisations.bind(null, access),
  copyState: copies.copyState.bind(null, access),
  copyStateOfFile: copies.copyStateOfFile.bind(null, access),
  createLicenceCopy: copies.createLicenceCopy.bind(null, access),
  previewLicenceCopy: copies.previewLicenceCopy.bind(null, access),
  addressLicenceCopy: copies.addressLicenceCopy.bind(null, access),
  withdrawLicenceCopy: copies.withdrawLicenceCopy.bind(null, access),
  authoriseLicenceUse: copies.authoriseLicenceUse.bind(null, access),
  withdrawLicenceAuthorisation: copies.withdrawLicenceAuthorisation.bind(null, access),
  showLicences: copies.showLicences.bind(null, access),
  takeCopyFile: copies.takeCopyFile.bind(null, access),
})
