import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/** Proxies whose word on who called is believed. */
export type Proxies = Pick<BlockList, 'check'>

/**
 * Reads a list of addresses and networks, `127.0.0.1, 10.0.0.0/8, fd00::/8`.
 *
 * @returns `null` where an entry is neither
 */
export function proxiesFrom(text: string): Proxies | null {
  const list = new BlockList()
  for (const entry of text.split(',').map((each) => each.trim())) {
    const [address = '', prefix, ...rest] = entry.split('/')
    const version = isIP(address)
    const length = prefix === undefined ? (version === 4 ? 32 : 128) : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN
    if (version === 0 || rest.length > 0 || !(length <= (version === 4 ? 32 : 128))) return null
    list.addSubnet(address, length, version === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

/**
 * Whom attempts are counted for: the address that a request came from, of IPv6 its first 64 bits, since a host has all of these.
 * Never to be kept or logged.
 */
export function clientOf(socket: string | undefined, forwardedFor: string | undefined, proxies: Proxies | null): string {
  const client = addressOf(socket, forwardedFor, proxies)
  return isIPv6(client) ? networkOf(client) : client
}

/**
 * Where a request came from, as far as the hub can tell: the address of the socket, or the one that trusted proxies say stood
 * before them. Whoever is not trusted may write into `X-Forwarded-For` what they like, so it is read from the right, and only as
 * far as trusted proxies wrote it. It stands in the record (GB/T 22239 8.1.4.3) and nowhere else.
 */
export function addressOf(socket: string | undefined, forwardedFor: string | undefined, proxies: Proxies | null): string {
  let client = plain(socket ?? '')
  const before = (forwardedFor ?? '').split(',').map((each) => plain(each.trim()))
  while (isTrusted(client, proxies)) {
    const previous = before.pop()
    if (previous === undefined || isIP(previous) === 0) break
    client = previous
  }
  return client
}

function isTrusted(address: string, proxies: Proxies | null): boolean {
  return proxies !== null && isIP(address) !== 0 && proxies.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}

// A socket that takes both versions shows IPv4 addresses as `::ffff:192.0.2.1`.
function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  return mapped ?? address
}

/** `2001:db8:0:1::5` → `2001:db8:0:1`. */
function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after]
  return groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}
