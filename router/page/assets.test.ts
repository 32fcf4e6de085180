import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { buildSchema, parse, validate } from 'graphql'
import { parseDictionary } from 'structured-headers'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { pageAssets, pageHeaders } from './assets.ts'

interface Purpose { matter?: string, case?: string, reason?: string }
interface PageFunctions {
  purposeHeader(purpose: Purpose): string
  readPurpose(header: string): Required<Purpose>
  explanationOf(operation: string, variables: string, purpose: Purpose): { query: string, variables: Record<string, unknown> }
}

// As a variable, since plain browser JavaScript carries no types of its own.
const script = projectFile('router', 'page', 'page.js').href
const { purposeHeader, readPurpose, explanationOf } = await import(script) as PageFunctions

const text = (path: string) => pageAssets().get(path)?.body.toString('utf8') ?? ''
const runs = { seed: 20260301, numRuns: 300 }

describe('what the page may not do', () => {
  it('lets no policy directive name a wildcard, a foreign host, inline code or eval', () => {
    const directives = new Map(pageHeaders['Content-Security-Policy']?.split('; ').map((line) => {
      const [name = '', ...sources] = line.split(' ')
      return [name, sources] as const
    }))
    expect(directives.get('default-src')).toEqual(["'none'"])
    expect(directives.get('script-src')).toEqual(["'self'"])
    expect(directives.get('connect-src')).toEqual(["'self'"])
    for (const name of ['frame-ancestors', 'base-uri', 'form-action']) {
      expect(directives.get(name)).toEqual(["'none'"])
    }
    const allowed = ["'none'", "'self'", 'data:']
    expect([...directives.values()].flat().filter(source => !allowed.includes(source))).toEqual([])
  })

  it('tells no other host where it was, and is never taken for another type', () => {
    expect(pageHeaders).toMatchObject({ 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' })
  })

  it('names no host in its own files', () => {
    for (const path of ['/', '/page/page.js', '/page/page.css']) {
      expect(text(path)).not.toBe('')
      expect(text(path), path).not.toMatch(/https?:|wss?:|["'(=]\s*\/\//i)
    }
  })

  it('loads no font, image or sheet from elsewhere in the style sheets', () => {
    for (const path of ['/page/page.css', '/page/graphiql.css']) {
      expect(text(path), path).not.toMatch(/@import/)
      const addresses = [...text(path).matchAll(/url\(\s*["']?([^)]{0,30})/g)].map(([, address]) => address)
      expect(addresses.filter(address => !address?.startsWith('data:')), path).toEqual([])
    }
  })

  it('starts no worker and evaluates no text in the built scripts', () => {
    for (const [path, { type }] of pageAssets()) {
      if (type.startsWith('text/javascript')) {
        expect(text(path), path).not.toMatch(/new (?:Shared)?Worker\(|importScripts\(/)
        expect(text(path), path).not.toMatch(/new Function\(|[^.\w]eval\(/)
      }
    }
  })

  it('references from its document only addresses that it serves, and holds no inline code', () => {
    const addresses = [...text('/').matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '')
    const paths = addresses.filter(address => address !== 'data:,')
    expect(paths.length).toBeGreaterThan(3)
    expect(paths.filter(path => !pageAssets().has(path))).toEqual([])
    expect([...pageAssets().keys()].filter(path => path !== '/' && !paths.includes(path))).toEqual([])
    expect(text('/')).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=|<style/i)
  })

  it('keeps nothing beyond the browser tab', () => {
    expect(text('/page/page.js')).not.toMatch(/localStorage|indexedDB|document\.cookie/)
  })
})

describe('what the page serves', () => {
  it('gives every asset a type and a strong tag of its bytes', () => {
    for (const [path, { type, body, etag }] of pageAssets()) {
      const kind = path === '/' ? 'html' : path.endsWith('.css') ? 'css' : 'javascript'
      expect(type, path).toBe(`text/${kind}; charset=utf-8`)
      expect(body.length, path).toBeGreaterThan(500)
      expect(etag, path).toBe(`"${createHash('sha256').update(body).digest('base64url')}"`)
    }
  })

  it('reads the files once', () => {
    expect(pageAssets()).toBe(pageAssets())
  })

  it('has a field for the token and for each part of the purpose', () => {
    expect(text('/')).toContain('<title>govshare 政务数据共享</title>')
    expect(text('/')).toMatch(/<input id="token" type="password"/)
    for (const id of ['matter', 'case', 'reason']) expect(text('/')).toContain(`<input id="${id}"`)
    expect(text('/')).toMatch(/id="reason"[^>]*maxlength="200"/)
  })
})

describe('the purpose header', () => {
  const printable = fc.string({ unit: 'grapheme-ascii' })
  const anyText = fc.string({ unit: 'grapheme' })
  const members = (header: string) =>
    Object.fromEntries([...parseDictionary(header)].map(([key, [value]]) => [key, String(value)]))

  it('refuses a matter or case that a structured string cannot hold, without repeating it', () => {
    expect(() => purposeHeader({ matter: '事项' })).toThrow(/^matter: printable ASCII only[^事]*$/)
    expect(() => purposeHeader({ case: 'a\nb' })).toThrow(/^case: /)
  })

  it('is empty when nothing is stated', () => {
    expect(purposeHeader({})).toBe('')
    expect(purposeHeader({ matter: '', case: '', reason: '' })).toBe('')
  })

  it('writes a Chinese reason as a Display String in lower-case hexadecimal', () => {
    expect(purposeHeader({ matter: 'M"1\\', case: '2026-1', reason: '高龄 100%"' }))
      .toBe('matter="M\\"1\\\\", case="2026-1", reason=%"%e9%ab%98%e9%be%84 100%25%22"')
  })

  it('is read back by a structured-field parser, and by the page, as it was stated', () => {
    fc.assert(fc.property(printable, printable, anyText, (matter, caseNo, reason) => {
      const stated = { matter, case: caseNo, reason }
      const header = purposeHeader(stated)
      expect(header).toMatch(/^[ -~]*$/)
      expect(members(header)).toEqual(Object.fromEntries(Object.entries(stated).filter(([, value]) => value)))
      expect(readPurpose(header)).toEqual(stated)
    }), runs)
  })

  it('reads a reason of Chinese text back whole', () => {
    const reason = '核实申请人年龄与户籍，办理“高龄津贴”（𠮷）'
    const parsed = parseDictionary(purposeHeader({ reason })).get('reason')
    expect(String(parsed?.[0])).toBe(reason)
  })
})

describe('the question what would become of another', () => {
  const schema = buildSchema(readFileSync(projectFile('schema', 'api.graphql'), 'utf8'))

  it('is one that the contract allows', () => {
    expect(validate(schema, parse(explanationOf('{ __typename }', '', {}).query)).map(({ message }) => message)).toEqual([])
  })

  it('holds the operation, the variables and the purpose that are stated, and of each nothing else', () => {
    const purpose = { matter: 'M', case: '', reason: '审核' }
    expect(explanationOf('{ a }', ' {"id": 1} ', purpose).variables).toEqual({ operation: '{ a }', variables: { id: 1 }, purpose: { matter: 'M', reason: '审核' } })
    expect(explanationOf('{ a }', ' ', { matter: '', case: '', reason: '' }).variables).toEqual({ operation: '{ a }' })
    expect(() => explanationOf('{ a }', '{', {})).toThrow(SyntaxError)
  })
})
