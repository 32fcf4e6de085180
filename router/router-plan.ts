import type { AccessPlan } from '#platform/access'

/** The plan under which the router asks its own questions: it opens those and nothing else. */
export function routerPlan(day: string): AccessPlan {
  return {
    agency: '',
    personas: [],
    actor: { consumer: '', operator: 'UNATTENDED', represented: null, inPerson: false, byMandate: false },
    matters: new Map(),
    liveCase: null,
    grants: [],
    common: new Map(),
    classes: [],
    subjects: new Map(),
    aliases: new Map(),
    idKey: Buffer.alloc(0),
    sealed: () => false,
    sealedSubjects: () => [],
    router: true,
    countedTypes: new Set(),
    today: day,
    read: new Set(),
  }
}
