import type { CatalogueRows } from '../../subgraphs/catalogue/commands.ts'
import { addDays } from '../calendar.ts'

type CalendarRow = NonNullable<CatalogueRows['calendar']>[number]

/** A holiday with its first and last day. */
type Holiday = readonly [name: string, from: string, to: string]

// The notices of the State Council's office (国务院办公厅节假日安排), recalled; to be confirmed. That of 2027 is not out yet, so only its
// statutory days (全国年节及纪念日放假办法) stand here, until the sharing authority loads the notice.
const HOLIDAYS: readonly Holiday[] = [
  ['元旦', '2025-01-01', '2025-01-01'], ['春节', '2025-01-28', '2025-02-04'], ['清明节', '2025-04-04', '2025-04-06'], ['劳动节', '2025-05-01', '2025-05-05'],
  ['端午节', '2025-05-31', '2025-06-02'], ['国庆节、中秋节', '2025-10-01', '2025-10-08'],
  ['元旦', '2026-01-01', '2026-01-03'], ['春节', '2026-02-15', '2026-02-23'], ['清明节', '2026-04-04', '2026-04-06'], ['劳动节', '2026-05-01', '2026-05-05'],
  ['端午节', '2026-06-19', '2026-06-21'], ['中秋节', '2026-09-25', '2026-09-27'], ['国庆节', '2026-10-01', '2026-10-07'],
  ['元旦', '2027-01-01', '2027-01-01'], ['春节', '2027-02-05', '2027-02-08'], ['清明节', '2027-04-05', '2027-04-05'], ['劳动节', '2027-05-01', '2027-05-02'],
  ['端午节', '2027-06-09', '2027-06-09'], ['中秋节', '2027-09-15', '2027-09-15'], ['国庆节', '2027-10-01', '2027-10-03'],
]

const WORKED: readonly string[] = [
  '2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11',
  '2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10',
]

/** Holidays and worked weekends (调休) of 2025 to 2027. */
export function calendarRows(): CalendarRow[] {
  return [
    ...HOLIDAYS.flatMap(([name, from, to]) => daysOf(from, to).map((day) => ({ day, worked: false, name }))),
    ...WORKED.map((day) => ({ day, worked: true, name: '调休上班' })),
  ]
}

function daysOf(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
