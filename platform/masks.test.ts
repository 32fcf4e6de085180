import { describe, expect, it } from 'vitest'
import { hasMaskedForm, maskText, type Mask } from './masks.ts'

describe('a mask shows nothing', () => {
  it.each<[Mask, unknown]>([
    ['NONE', '张三'],
    ['DROP', '张三'],
    ['NAME', null],
    ['NAME', undefined],
    ['ID', 990101194001010000],
    ['PHONE', { digits: '13800000000' }],
    ['ADDR', () => '示例街道1号'],
    ['ACC', ['6222000000000000']],
  ])('of what has no masked form or is no text: %s of %o', (mask, value) => {
    expect(maskText(mask, value)).toBeNull()
  })

  it.each<[Mask, string]>([
    ['ID', '1234567890'],
    ['PHONE', '1234567'],
    ['ACC', '1234'],
  ])('of a text so short that %s would tell most of it: %s', (mask, text) => {
    expect(maskText(mask, text)).toBe('*'.repeat(text.length))
  })

  it.each([
    ['an address that starts with a housing estate', '幸福小区5号楼302室'],
    ['an address that starts with a street', '中山路88号乡村公寓3栋'],
    ['an address that starts with a house number', '５号院示例镇政府西侧'],
    ['an address that names no division at all', '302室'],
  ])('below the town in %s', (_case, address) => {
    expect(maskText('ADDR', address)).toBe('***')
  })

  it('and cannot be granted where an item has no masked form', () => {
    const masks: Mask[] = ['NONE', 'DROP', 'ID', 'NAME', 'PHONE', 'ADDR', 'ACC']
    expect(masks.filter(hasMaskedForm)).toEqual(['ID', 'NAME', 'PHONE', 'ADDR', 'ACC'])
  })
})

describe('a masked name is', () => {
  it.each([
    ['the family name alone, of two characters', '张三', '张*'],
    ['the family name alone, of three', '张小河', '张**'],
    ['the family name alone, of four', '张欧阳明', '张***'],
    ['a compound family name whole, of three characters', '欧阳修', '欧阳*'],
    ['a compound family name whole, of four', '诸葛孔明', '诸葛**'],
    ['one character of a name that only looks like a compound family name', '司马', '司*'],
    ['one character of a name of another people, its dot hidden too', '买买提·吐尔逊', '买******'],
    ['one character where it is a rare one outside the basic plane', '𠮷明', '𠮷*'],
    ['never without a star', '张', '张*'],
  ])('%s', (_case, name, masked) => {
    expect(maskText('NAME', name)).toBe(masked)
  })
})

describe('a masked value is', () => {
  it.each<[string, Mask, string, string]>([
    ['the first six and last four of a citizen number', 'ID', '990101194001010016', '990101********0016'],
    ['the first six and last four of a number of 15', 'ID', '990101400101001', '990101*****1001'],
    ['the first three and last four of a mobile number', 'PHONE', '13800001234', '138****1234'],
    ['the last four of an account', 'ACC', '6222000000001234', '************1234'],
    ['characters and no halves of rare ones, of a number', 'ID', '𠀀𪛖𫝀𫠠𬺰𰀀12345678𱍐𠮷𠀀𪛖', '𠀀𪛖𫝀𫠠𬺰𰀀********𱍐𠮷𠀀𪛖'],
    ['characters and no halves of rare ones, of a telephone', 'PHONE', '😀😀😀😀😀😀😀😀', '😀😀😀*😀😀😀😀'],
    ['as many stars as characters, where there are too few of them', 'ACC', '𠀀𠀀𠀀𠀀', '****'],
    ['an address down to a street of rare characters', 'ADDR', '𱍐𰀀区𠀀𪛖街道𫝀路5号', '𱍐𰀀区𠀀𪛖街道***'],
    ['an address down to its street', 'ADDR', '示例市示例区示例街道幸福路5号302室', '示例市示例区示例街道***'],
    ['an address down to its town', 'ADDR', '示例县示例镇幸福村12号', '示例县示例镇***'],
    ['an address down to its district where no street is named', 'ADDR', '示例区幸福路5号', '示例区***'],
    ['an address down to its city where nothing else is named', 'ADDR', '示例市幸福路5号小区', '示例市***'],
  ])('%s', (_case, mask, text, masked) => {
    expect(maskText(mask, text)).toBe(masked)
  })
})
