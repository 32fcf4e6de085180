import type { Messages } from './zh.ts'

/** Every sentence of the console in English. */
export const en: Messages = {
  product: 'Government data sharing', skip: 'Skip to content', language: '中文', menu: 'Main navigation', openMenu: 'Open menu',
  workbench: 'My workbench', catalogue: 'Catalogue', decide: 'Applications', records: 'Records',
  signIn: 'Sign in', signOut: 'Sign out', signInWith: 'Sign in with the identity provider', signedOut: 'The session has ended; please sign in again.',
  embedded: 'This is a place to try things: all data are invented and its keys are published. It is not for real data. Choose who you are.',
  persona: 'Persona', choosePersona: 'Choose a persona', personaNeeded: 'Please choose a persona',
  signInFailedProvider: 'The identity provider cannot be used at the moment; please try again later.', signInFailedState: 'This sign-in has expired or was not begun on this page; please begin again.',
  signInFailedRefused: 'The identity provider did not sign you in.', signInFailedToken: 'This account cannot be used with the hub; please ask the sharing authority to register it.',
  noWay: 'No way to sign in is configured; please ask whoever runs the hub.',
  loading: 'Reading…', empty: 'Nothing here', retry: 'Try again', failed: 'Could not be read', failedOffline: 'The hub cannot be reached; check the network and try again.', failedStatus: 'The hub gave an unexpected answer; try again, and tell whoever runs it if this goes on.',
  refused: 'Refused', refusedPart: 'A part was refused', reason: 'Reason', remedy: 'What to do', item: 'Item', traceId: 'Trace id', done: 'Done',
  remedyAPPLY: 'apply for a grant', remedyASK_HOLDER: 'ask the person', remedyTAKE_PAPER: 'take paper', remedyACCEPT_ON_COMMITMENT: 'accept on commitment', remedyWAIT: 'wait', remedyCALL_PROVIDER: 'call the provider',
  notFound: 'No such page', notFoundText: 'The address may be wrong, or what it named is gone.', home: 'To the workbench',
  search: 'Search', clear: 'Clear', first: 'First page', next: 'Next page', previous: 'Back', exportCsv: 'Export CSV', exporting: 'Exporting', rows: 'rows', cancel: 'Cancel', confirm: 'OK', close: 'Close', all: 'All', yes: 'yes', no: 'no', sortBy: 'Sort by this column', ascending: 'ascending', descending: 'descending', actions: 'Actions',
  waiting: 'Waiting for me', waitingNone: 'Nothing waits for you.', notices: 'Notices', noticesNone: 'No unread notices.', markRead: 'Mark as read', bulletin: 'Daily bulletin', bulletinNone: 'The day is not over, or not all of it is counted yet.', day: 'Day',
  applicationsToDecide: 'Applications to answer', applicationsToReview: 'Applications to review', applicationsToConfirm: 'Applications to confirm', applicationsToSupplement: 'Applications to supplement', resourcesToReview: 'Entries to review', objectionsToAnswer: 'Objections to answer',
  applicationsDisputed: 'Disputes to settle', drafts: 'Draft entries', dueOn: 'Due', daysLeft: 'Working days left', overdue: 'Overdue', paused: 'Clock stopped', from: 'From', about: 'About', count: 'Number',
}
