import { BlockList, isIP, isIPv4 } from 'node:net'

/** Hosts to which this hub sends notices. */
export interface WebhookHosts {
  /** Whether notices may be sent to this address, as it is written. */
  readonly mayTell: (url: URL) => boolean
  /** Whether a connection for it may go to this IP address, to which its name has just been resolved. */
  readonly mayConnect: (url: URL, address: string) => boolean
}

const LOOPBACK_NAMES = ['127.0.0.1', '[::1]', 'localhost']
const NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/

const LOOPBACK = listOf('127.0.0.0/8', '::1/128')

/** Whom nobody may reach by a name of their own: this machine, its link, the metadata services of clouds, and what is no host. */
const NEVER = listOf(
  '0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '100.100.100.200/32', '168.63.129.16/32', '192.0.0.0/24', '224.0.0.0/4', '240.0.0.0/4',
  '::/128', '::1/128', 'fe80::/10', 'fd00:ec2::254/128', 'ff00::/8', '64:ff9b::/96', '2002::/16',
)

/**
 * Reads which hosts may be sent to: names, addresses and networks, `hooks.example.gov.cn, 10.20.0.0/16`.
 *
 * @param text the list, empty for none
 * @param loopback whether this machine may be sent to as well, without TLS; in embedded mode alone
 * @returns what is wrong with the list where an entry is none of these
 */
export function webhookHosts(text: string, loopback: boolean): WebhookHosts | null {
  const names = new Set<string>()
  const networks = new BlockList()
  for (const entry of text.split(',').map((each) => each.trim().toLowerCase()).filter((each) => each !== '')) {
    if (add(networks, entry)) continue
    if (!NAME.test(entry) || /^[\d.]+$/.test(entry)) return null
    names.add(entry)
  }
  const isOwn = ({ hostname }: URL) => loopback && LOOPBACK_NAMES.includes(hostname)
  return {
    mayTell: (url) => {
      if (isOwn(url)) return url.protocol === 'http:' || url.protocol === 'https:'
      const literal = url.hostname.replace(/^\[|\]$/g, '')
      return url.protocol === 'https:' && (isIP(literal) === 0 ? names.has(url.hostname) : isIn(networks, literal) && !isIn(NEVER, literal))
    },
    mayConnect: (url, address) => isIP(address) !== 0 && (isOwn(url) ? isIn(LOOPBACK, address) : !isIn(NEVER, address)),
  }
}

function add(list: BlockList, entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/')
  const version = isIP(address)
  const longest = version === 4 ? 32 : 128
  const length = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN
  if (version === 0 || rest.length > 0 || !(length <= longest)) return false
  list.addSubnet(address, length, version === 4 ? 'ipv4' : 'ipv6')
  return true
}

function listOf(...entries: string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) if (!add(list, entry)) throw new Error(`${entry} is no network`)
  return list
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}
