import { describe, expect, it } from 'vitest'
import { type WebhookHosts, webhookHosts } from './hosts.ts'

const hosts = (text: string, loopback = false) => webhookHosts(text, loopback) as WebhookHosts
const mayTell = (text: string, url: string, loopback = false) => hosts(text, loopback).mayTell(new URL(url))
const LISTED = 'hooks.example.gov.cn, 10.20.0.0/16, 2001:db8::/32, 127.0.0.0/8, localhost'

describe('a list of hosts is refused', () => {
  it.each(['https://hooks.example.com', 'hooks.example.com:443', '10.0.0.0/33', '10.0.0', '*.example.com', 'a b', '-a.example.com', '10.0.0.0/8/8'])('with %s', (text) => {
    expect(webhookHosts(`good.example.com, ${text}`, false)).toBeNull()
  })
})

describe('nothing is sent', () => {
  it.each([
    ['to a host that is not listed', 'https://elsewhere.example.gov.cn/'], ['to one below a listed host', 'https://a.hooks.example.gov.cn/'],
    ['without TLS', 'http://hooks.example.gov.cn/'], ['to an address outside of every network', 'https://10.21.0.1/'], ['otherwise than by HTTP', 'ftp://hooks.example.gov.cn/'],
    ['to this machine by its address, listed or not', 'https://127.0.0.1/'], ['to this machine in other words', 'https://0x7f.1/'], ['to this machine without TLS', 'http://localhost/'],
  ])('%s', (_what, url) => {
    expect(mayTell(LISTED, url)).toBe(false)
  })

  it('at all where nothing is listed', () => {
    expect(mayTell('', 'https://hooks.example.gov.cn/')).toBe(false)
  })

  it.each([
    '127.0.0.1', '127.9.9.9', '0.0.0.0', '169.254.169.254', '100.100.100.200', '168.63.129.16', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fd00:ec2::254',
    '::ffff:127.0.0.1', '::ffff:169.254.169.254', '64:ff9b::7f00:1', 'localhost', '',
  ])('to a listed name that leads to %s', (address) => {
    expect(hosts(LISTED).mayConnect(new URL('https://hooks.example.gov.cn/'), address)).toBe(false)
  })

  it('anywhere else by a name of this machine, on a hub that may send to it', () => {
    expect(hosts('', true).mayConnect(new URL('http://localhost:1/'), '10.0.0.1')).toBe(false)
  })
})

describe('notices are sent', () => {
  it.each(['https://hooks.example.gov.cn/a?b=c', 'https://HOOKS.example.gov.cn:8443/', 'https://10.20.3.4/', 'https://[2001:db8::1]/'])('to %s, which is listed', (url) => {
    expect(mayTell(LISTED, url)).toBe(true)
  })

  it('to an address of the own network that a listed name leads to', () => {
    expect(hosts(LISTED).mayConnect(new URL('https://hooks.example.gov.cn/'), '10.1.2.3')).toBe(true)
  })

  it.each(['http://127.0.0.1:8080/', 'http://localhost:8080/', 'http://[::1]:8080/'])('to %s by an embedded hub alone', (url) => {
    expect([mayTell('', url, true), mayTell('', url, false)]).toEqual([true, false])
  })
})
