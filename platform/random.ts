/** Where chance comes from, from 0 to below 1. Injected, so that tests own it; never for secrets. */
export type Chance = () => number

export const systemChance: Chance = () => Math.random()
