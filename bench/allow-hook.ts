import { register } from 'node:module'

// Given to a hub with `--import`: the same build, but that every rule of every library is `allow`.
const allowing = new URL('./allow-rules.js', import.meta.url).href
const hook = `export async function resolve(specifier, context, next) {
  const found = await next(specifier, context)
  const rules = found.url.endsWith('/platform/rules.js') && context.parentURL !== ${JSON.stringify(allowing)}
  return rules ? { ...found, url: ${JSON.stringify(allowing)} } : found
}`
register(`data:text/javascript,${encodeURIComponent(hook)}`)
