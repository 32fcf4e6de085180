export { SpreadsheetFault } from './spreadsheet/fault.ts'
export { type Cell, FORMULA, readWorkbook, type SheetBounds, type SheetRow } from './spreadsheet/read.ts'
export { columnName, writeWorkbook } from './spreadsheet/write.ts'
