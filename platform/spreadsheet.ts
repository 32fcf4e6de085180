export { SpreadsheetFault } from './spreadsheet/fault.ts'
export { type Cell, FORMULA, readWorkbook, type SheetRow } from './spreadsheet/read.ts'
export { columnName, writeWorkbook } from './spreadsheet/write.ts'
