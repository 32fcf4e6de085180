import type { Access } from '#platform/access'
import { manyPerKey } from '#platform/batch'
import type { AlertCommands, ChangeRuleInput, ReportUseInput } from './commands.acts.ts'
import type { ExportCommands, ExportRecordsInput } from './commands.exports.ts'
import type { VerificationCommands } from './commands.verifications.ts'
import { usageLoaders } from './loaders.usage.ts'
import type { Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries, commands: AlertCommands & ExportCommands & VerificationCommands) => (access: Access) => ({
  list: queries.list.bind(null, access),
  record: queries.record.bind(null, access),
  exports: queries.recordExports.bind(null, access),
  exported: queries.exportedRecords.bind(null, access),
  exportRecords: async (input: ExportRecordsInput) => queries.recordExport(access, await commands.exportRecords(access, input)),
  myUses: queries.myUses.bind(null, access),
  withheldCategories: queries.withheldCategories.bind(null, access),
  alert: queries.alert.bind(null, access),
  alerts: queries.alerts.bind(null, access),
  alertEvents: manyPerKey(queries.alertEvents, ({ alert }) => String(alert)),
  alertRules: () => queries.alertRules(access, null),
  explainAlert: async (input: Parameters<AlertCommands['explainAlert']>[1]) => queries.alert(access, await commands.explainAlert(access, input)),
  confirmAlert: async (input: Parameters<AlertCommands['confirmAlert']>[1]) => queries.alert(access, await commands.confirmAlert(access, input)),
  changeAlertRule: async (input: ChangeRuleInput) => (await queries.alertRules(access, await commands.changeAlertRule(access, input)))[0] ?? null,
  reportUse: async (input: ReportUseInput) => queries.useReport(access, await commands.reportUse(access, input)),
  statistics: queries.statistics.bind(null, access),
  caseIndicators: queries.caseIndicators.bind(null, access),
  verifications: queries.recordVerifications.bind(null, access),
  verifyRecord: async (input: Parameters<VerificationCommands['verifyRecord']>[1]) => queries.recordVerification(access, await commands.verifyRecord(access, input)),
  receipt: queries.receipt.bind(null, access),
  ...usageLoaders(queries, access),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
