/**
 * Text that somebody wrote. It stands apart, so that marks of writing direction in it turn nothing around it, and a long one is
 * broken and bounded.
 */
export function Text({ children, long = false }: { readonly children: string | null | undefined; readonly long?: boolean }) {
  if (children === null || children === undefined || children === '') return <span className="nothing">—</span>
  return <bdi className={long ? 'free-text' : 'free-line'} title={long ? undefined : children.slice(0, 500)}>{children}</bdi>
}
