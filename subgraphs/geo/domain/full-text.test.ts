import { describe, expect, it } from 'vitest'
import { downToTheDoor } from './full-text.ts'

const parts = { street: '示例路', doorNo: '1号', building: '2栋', unit: '1单元', room: '302室' }

describe('the full text of an address', () => {
  it.each([
    ['is left as it is where it ends at the door', '示例区示例路1号', parts, '示例区示例路1号'],
    ['loses what lies behind the door', '示例区示例路1号示例花园2栋1单元302室', parts, '示例区示例路1号'],
    ['is not cut at a number that only ends like the door', '示例区示例路11号2栋302室', { ...parts, doorNo: '11号' }, '示例区示例路11号'],
    ['loses its end part by part where the door is not in it', '示例区示例花园2栋1单元302室', parts, '示例区示例花园'],
    ['loses the room where no door is known', '示例村302室', { room: '302室' }, '示例村'],
    ['is left as it is where nothing is known of it', '示例村', {}, '示例村'],
    ['is not cut by an empty part', '示例村', { doorNo: '', room: '' }, '示例村'],
  ])('%s', (_, fullText, known, expected) => {
    expect(downToTheDoor({ fullText, ...known })).toBe(expected)
  })
})
