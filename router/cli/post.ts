import { StartFault } from '#platform/errors'

/**
 * Asks a hub over HTTP.
 *
 * @returns the body of its answer, whatever its status
 * @throws StartFault where nothing answers JSON there
 */
export async function post(url: string, headers: Readonly<Record<string, string>>, body: { readonly query: string; readonly variables: unknown }): Promise<unknown> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    return await response.json()
  } catch {
    throw new StartFault(`no hub answers at ${url}; run npm start first`)
  }
}
