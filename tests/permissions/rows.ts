import type { Row } from './row.ts'
import { alertRows } from './rows-alerts.ts'
import { administrationRows } from './rows-administration.ts'
import { allowanceRows } from './rows-1-allowance.ts'
import { companyRows } from './rows-2-company.ts'
import { transferRows } from './rows-3-transfer.ts'
import { subsidyRows } from './rows-4-subsidy.ts'
import { openRows } from './rows-open.ts'
import { partRows } from './rows-parts.ts'
import { permitRows } from './rows-5-permit.ts'
import { edgeRows } from './rows-edges.ts'
import { idRows } from './rows-ids.ts'
import { foodRows } from './rows-6-food.ts'
import { caseKindRows } from './rows-case-kinds.ts'
import { callerRows } from './rows-callers.ts'
import { claimRows } from './rows-claims.ts'
import { copyRows } from './rows-copies.ts'
import { issuingRows } from './rows-issuing.ts'
import { grantRows } from './rows-grants.ts'
import { materialRows } from './rows-materials.ts'
import { protectedRows } from './rows-protected.ts'
import { publicRows } from './rows-public.ts'
import { purposeRows } from './rows-purposes.ts'
import { recordRows } from './rows-record.ts'
import { uploadRows } from './rows-uploads.ts'
import { usageRows } from './rows-usage.ts'
import { situationRows } from './rows-situations.ts'
import { registerRows } from './rows-registers.ts'
import { searchRows } from './rows-search.ts'

/** Every row, in the order in which they run: the record is read last, so that it holds something. */
export const ROWS: readonly Row[] = [
  ...allowanceRows, ...companyRows, ...transferRows, ...subsidyRows, ...permitRows, ...foodRows,
  ...purposeRows, ...caseKindRows, ...callerRows, ...grantRows, ...protectedRows, ...publicRows, ...claimRows, ...copyRows, ...searchRows,
  ...openRows, ...registerRows, ...edgeRows, ...partRows, ...situationRows, ...administrationRows, ...issuingRows, ...uploadRows, ...materialRows, ...recordRows, ...alertRows, ...usageRows, ...idRows,
]
