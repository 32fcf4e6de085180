/**
 * The opinion of a handler as two items, of which one at most holds it: a citizen can be granted the published one, and
 * the other never leaves the library with it.
 */
export const opinionsOf = ({ opinion, opinionPublished }: { opinion: string | null; opinionPublished: boolean | null }) => ({
  opinion: opinionPublished ? opinion : null,
  unpublishedOpinion: opinionPublished ? null : opinion,
})
