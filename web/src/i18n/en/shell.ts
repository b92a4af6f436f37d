import type zh from '../zh/shell'

const en: typeof zh = {
  app: { name: 'Baton', synthetic: 'Demonstration data, all invented', synthetic_short: 'Example', skip: 'Skip to content' },
  nav: {
    label: 'Main navigation', home: 'To do', overview: 'Overview', assessment: 'Assess', indicators: 'Indicators', data: 'Data', admin: 'Admin', sections: 'Pages of this section',
    ranking: 'Ranking', unit: 'Unit', changes: 'Changes', what_if: 'What if', runs: 'Publish', objections: 'Objections', schemes: 'Scheme', wall: 'Wall',
    import: 'Import', batches: 'Batches', units: 'Units', catalogue: 'Catalogue', revisions: 'Revisions', boundaries: 'Boundaries',
    accounts: 'Accounts', grants: 'Grants', sessions: 'Sessions', tokens: 'Tokens', audit: 'Audit', jobs: 'Jobs', health: 'Health', matrix: 'Permissions', why: 'Why', account: 'My account',
  },
  place: {
    scheme: 'Scheme', period: 'Period', unit: 'Unit', all_units: 'All units', as_of: 'As of', as_of_now: 'As of now', as_of_on: 'As of {at}', as_of_hint: 'Computed from what was known then', now: 'Back to now',
    search: 'Find units, indicators, schemes', scope: 'Scope of data', user: 'Account menu', theme: 'Appearance', light: 'Light', dark: 'Dark', system: 'As the system', language: 'Language', keys: 'Keyboard', sign_out: 'Sign out', no_match: 'No match', not_read: 'Units could not be read',
  },
  sign: {
    title: 'Sign in', account: 'Account', password: 'Password', totp: 'One-time code', totp_hint: 'Six digits from your authenticator', enter: 'Sign in', next: 'Verify', back: 'Use another account', or: 'or', oidc: 'Sign in with {name}',
    ended: 'Your session has ended. Sign in again to return to the page you were on.', change_title: 'Change your password first', change_why: 'It is the initial one, or an administrator has reset it.', old: 'Current password', new: 'New password', again: 'New password again',
    rule: 'At least 12 characters, without the account name, not a common password', differs: 'The two new passwords differ', short: 'The new password has fewer than 12 characters', change: 'Change password', changed: 'Password changed', caps: 'Caps Lock is on',
  },
  problem: {
    offline: 'The server cannot be reached', offline_do: 'Check the network and try again. What you filled in is still here.', title_404: 'There is no such thing', title_403: 'Not permitted', title_409: 'Somebody changed it first', title_422: 'The content was refused', title_429: 'Too many requests', title_500: 'The server failed', title_other: 'Not done',
    retry: 'Try again', home: 'To the start page', request: 'Request {id}', why: 'Why can I not see this', do_404: 'Check the address; it may also lie outside your scope.', do_500: 'Try again later; if it stays, give the request number to the system administrator.', copy: 'Copy',
  },
  print: { now: 'now ({at})', printed: 'printed {at} {by}' },
  state: { loading: 'Loading', empty: 'No data', none: 'None', nothing_found: 'Nothing matches', filter_off: 'Clear the filter', saved: 'Saved', copied: 'Copied', no_number: 'Not a number', unread_number: '{where}: “{found}” is no number and is not used; write 12.5 or 1,250', done: 'Done' },
  act: { close: 'Close', cancel: 'Cancel', confirm: 'OK', save: 'Save', add: 'Add', remove: 'Remove', edit: 'Edit', more: 'More', export: 'Export', print: 'Print', copy: 'Copy', open: 'Open', filter: 'Filter', clear: 'Clear', back: 'Back', apply: 'Apply', download: 'Download', refresh: 'Refresh', all: 'All', show_table: 'Table', show_chart: 'Chart', copy_data: 'Copy data', copy_picture: 'Save picture', previous: 'Previous', next: 'Next' },
  keys: {
    title: 'Keyboard', anywhere: 'Anywhere', palette: 'Find and go', help: 'This list', filter: 'Filter', close: 'Close panel or dialog', explain: 'Open the explanation', in_table: 'In tables', move: 'Move', first_last: 'Start or end of the row', edges: 'Start or end of the table', open: 'Open the number', copy: 'Copy the selection', goto: 'Go to',
  },
  palette: { title: 'Find', hint: 'Type a unit, indicator, scheme or command', units: 'Units', indicators: 'Indicators', schemes: 'Schemes', nodes: 'Scored items', commands: 'Commands', none: 'Nothing found for “{q}”', enter: 'Enter opens', move: 'Up and down select' },
  run_state: { draft: 'Draft', notice: 'Public notice', final: 'Final', restated: 'Restated', superseded: 'Superseded' },
  change: { up: 'up {n}', down: 'down {n}', same: 'unchanged', new: 'newly listed', group_changed: 'group changed', unknown: 'no earlier period', new_short: 'new', group_short: 'group' },
  direction: { higher: 'higher is better', lower: 'lower is better', none: 'no direction' },
  frequency: { year: 'yearly', half: 'half-yearly', quarter: 'quarterly', month: 'monthly', week: 'weekly', day: 'daily' },
  single_of: { year: 'Full year', half: 'Half-year alone', quarter: 'Quarter alone', month: 'Month alone', week: 'Week alone', day: 'Day' },
  end_of: { year: 'End of year', half: 'End of half-year', quarter: 'End of quarter', month: 'End of month', week: 'End of week', day: 'On the day' },
  accumulation: { flow: 'flow', stock: 'stock', ytd: 'cumulative', rate: 'rate', average: 'average', index: 'index' },
  scenario: { actual: 'actual', plan: 'plan', forecast: 'forecast' },
  capability: { view_published: 'See published results', view_drafts: 'See drafts', view_figures: 'See figures and explanations', view_scheme: 'Read schemes', edit_scheme: 'Change schemes', import_figures: 'Report or import figures', lock_figures: 'Lock or withdraw figures', run_scheme: 'Make runs', publish: 'Publish and restate', rule: 'Rule on objections', object: 'Object', what_if: 'What if', export: 'Export', verify: 'Verify', view_audit: 'See the audit records', manage_accounts: 'Manage accounts', manage_grants: 'Manage grants', manage_sessions: 'Manage sessions and tokens', manage_jobs: 'Manage jobs', view_health: 'See health', view_permissions: 'See the permission matrix', explain_access: 'Explain access' },
  role: { assessment_office: 'Assessment office', indicator_department: 'Indicator department', statistics_bureau: 'Statistics bureau', assessed_unit: 'Assessed unit', supervision_office: 'Supervision office', service_office: 'Project and enterprise services', leader: 'Leader', auditor: 'Auditor', researcher: 'Researcher', system_admin: 'System administrator', security_admin: 'Security administrator', audit_admin: 'Audit administrator' },
  figure_status: { draft: 'draft', submitted: 'submitted', accepted: 'accepted', locked: 'locked' },
  unit_kind: { country: 'country', province: 'province', city: 'city', county: 'county', district: 'district', town: 'town', zone: 'development zone', department: 'city department', bureau: 'county bureau', enterprise: 'enterprise', project: 'project' },
  meaning: { unit: 'units', indicator: 'names of indicators', period: 'periods', value: 'values', scenario: 'actual or plan', series: 'series', measure: 'units of measure', remark: 'source or remark, left out' },
  meaning_of: { unit: 'unit:', period: 'period:' },
  truth: { true: 'yes', false: 'no' },
  change_kind: { rename: 'renamed', merge: 'merged', split: 'split', move: 'moved' },
  severity: { error: 'Error', warning: 'Warning', lint: 'Advice' },
}
export default en
