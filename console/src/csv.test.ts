import { describe, expect, it } from 'vitest'
import { csvOf } from './csv.ts'

const cellOf = (text: string) => csvOf([[text]]).replace(/^\ufeff/, '').replace(/\r\n$/, '')

describe('a table as a file', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '＋1', '－1', '＠x', '\n=1'])('computes nothing when a spreadsheet opens it: %j', (text) => {
    expect(cellOf(text)).toBe(`"'${text}"`)
  })

  it('keeps quotation marks, commas and line breaks within their cell', () => {
    expect(csvOf([['a', 'b,"c"\r\nd', null, undefined, -1]])).toBe('\ufeffa,"b,""c""\r\nd",,,-1\r\n')
  })

  it('says in front that it is UTF-8, or Chinese would come out as something else', () => {
    expect(csvOf([['中文']])).toBe('\ufeff中文\r\n')
  })
})
