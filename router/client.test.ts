import { describe, expect, it } from 'vitest'
import { clientOf, proxiesFrom } from './client.ts'

const proxies = proxiesFrom('10.0.0.0/8, 127.0.0.1, fd00::/8')

describe('whoever is not trusted', () => {
  it('is taken by the address of their socket, whatever they say of others', () => {
    expect(clientOf('192.0.2.7', '203.0.113.9', proxies)).toBe('192.0.2.7')
    expect(clientOf('127.0.0.1', '203.0.113.9', null)).toBe('127.0.0.1')
  })

  it('cannot write themselves an address before the proxy that they came by', () => {
    expect(clientOf('10.1.1.1', '203.0.113.9, 192.0.2.7', proxies)).toBe('192.0.2.7')
    expect(clientOf('10.1.1.1', '10.9.9.9, 192.0.2.7, 10.2.2.2', proxies)).toBe('192.0.2.7')
  })

  it('gains nothing by what is no address', () => {
    for (const forged of ['nonsense', '', 'unknown', '192.0.2.7:4711', ', ,', '%00']) expect(clientOf('10.1.1.1', forged, proxies)).toBe('10.1.1.1')
    expect(clientOf(undefined, '192.0.2.7', proxies)).toBe('')
  })

  it.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/x', 'proxy.example', '', '10.0.0.1,', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.0/-1'])('is not named by %j', (text) => {
    expect(proxiesFrom(text)).toBeNull()
  })
})

describe('a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:1:a:b:c:d', '2001:db8:0:1'],
    ['2001:0DB8::5', '2001:db8:0:0'],
    ['2001:db8:0:1::', '2001:db8:0:1'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('at %s is known by %s', (socket, client) => {
    expect(clientOf(socket, undefined, null)).toBe(client)
  })

  it('behind trusted proxies is the one that stood before the first of them', () => {
    expect(clientOf('::ffff:10.1.1.1', '192.0.2.7, 10.2.2.2', proxies)).toBe('192.0.2.7')
    expect(clientOf('fd00::1', '2001:db8::7', proxies)).toBe('2001:db8:0:0')
    expect(clientOf('127.0.0.1', undefined, proxies)).toBe('127.0.0.1')
    expect(clientOf('10.1.1.1', '10.2.2.2', proxies)).toBe('10.2.2.2')
  })
})
