/** SQLSTATE of a driver's error, or its system code; never its message. */
export function sqlState(error: unknown): string {
  for (let each = error; each !== null && typeof each === 'object'; each = (each as { cause?: unknown }).cause) {
    const code = (each as { code?: unknown }).code
    if (typeof code === 'string') return code
  }
  return 'unknown'
}
