/** The libraries by name, in the order in which their schemas are migrated; a folder of `subgraphs/` each. */
export const LIBRARY_NAMES = [
  'population', 'legal-persons', 'geo', 'licences', 'credit', 'cases', 'matters', 'supervision', 'catalogue', 'audit',
] as const

export type LibraryName = (typeof LIBRARY_NAMES)[number]
