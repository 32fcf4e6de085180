import { describe, expect, it } from 'vitest'
import { answerTypeFor, isJson } from './media.ts'

const [JSON_TYPE, RESPONSE_TYPE] = ['application/json', 'application/graphql-response+json']

describe('a body is refused', () => {
  it.each([undefined, '', 'text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/xml', 'application/json; charset=gbk', 'application/jsonp', 'application/graphql', '*/*'])('as %j', (type) => {
    expect(isJson(type)).toBe(false)
  })
})

describe('a body is read', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'Application/JSON ; Charset=utf8'])('as %j', (type) => {
    expect(isJson(type)).toBe(true)
  })
})

describe('an answer is', () => {
  it.each([
    [undefined, JSON_TYPE], ['', JSON_TYPE], ['*/*', JSON_TYPE], ['application/*', JSON_TYPE], ['application/json', JSON_TYPE],
    [RESPONSE_TYPE, RESPONSE_TYPE],
    [`${RESPONSE_TYPE}, application/json`, RESPONSE_TYPE],
    [`application/json, ${RESPONSE_TYPE}`, JSON_TYPE],
    [`application/json;q=0.9, ${RESPONSE_TYPE}`, RESPONSE_TYPE],
    [`${RESPONSE_TYPE}; charset=utf-8, application/json; charset=utf-8`, RESPONSE_TYPE],
    [`*/*;q=0.1, ${RESPONSE_TYPE};q=0.5`, RESPONSE_TYPE],
    [`application/json;q=0, */*`, RESPONSE_TYPE],
    ['text/html, application/xhtml+xml, */*;q=0.8', JSON_TYPE],
    ['APPLICATION/JSON', JSON_TYPE],
  ])('to Accept %j of type %s', (accept, type) => {
    expect(answerTypeFor(accept)).toBe(type)
  })

  it.each(['text/html', 'application/json;q=0', 'application/xml', 'application/json; charset=gbk', 'multipart/mixed', '*/*;q=0', 'application/json;q=x', ',', ';;'])('none to Accept %j', (accept) => {
    expect(answerTypeFor(accept)).toBeNull()
  })
})
