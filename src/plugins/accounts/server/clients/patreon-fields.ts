/** What is asked of a membership at Patreon, since its API gives nothing else (https://docs.patreon.com/#requesting-specific-data). */
export const patreonFields = {
  'fields[member]': [
    'full_name',
    'email',
    'patron_status',
    'last_charge_status',
    'last_charge_date',
    'currently_entitled_amount_cents',
    'pledge_cadence',
    'pledge_relationship_start',
    'is_free_trial',
    'is_gifted',
  ].join(','),
  'fields[tier]': 'amount_cents,title',
} as const;
