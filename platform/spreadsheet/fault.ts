/** Why a file is not read as a spreadsheet. `check` names what failed; nothing of the file is repeated. */
export class SpreadsheetFault extends Error {
  override name = 'SpreadsheetFault'
  readonly check: 'NOT_A_WORKBOOK' | 'TOO_LARGE' | 'TOO_MANY_ROWS' | 'NO_SUCH_SHEET'
  constructor(check: SpreadsheetFault['check']) {
    super(check)
    this.check = check
  }
}
