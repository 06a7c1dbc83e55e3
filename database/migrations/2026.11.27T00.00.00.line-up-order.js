'use strict';

const table = 'events_cmps';
const entries = 'components_club_line_up_entries';

/**
 * Puts the entries of each line-up in the order of their positions, in which readers see them: the admin panel now has them
 * ordered by dragging, and no longer shows positions.
 */
async function up(knex) {
  for (const name of [table, entries]) if (!(await knex.schema.hasTable(name))) return;
  const rows = await knex(`${table} as j`)
    .join(`${entries} as e`, 'e.id', 'j.cmp_id')
    .where({ 'j.component_type': 'club.line-up-entry', 'j.field': 'lineUp' })
    .select('j.id', 'j.entity_id', 'j.order', 'e.position');
  rows.sort(
    (one, other) =>
      one.entity_id - other.entity_id ||
      (one.position ?? 0) - (other.position ?? 0) ||
      one.order - other.order ||
      one.id - other.id,
  );
  let order = 0;
  for (const [index, row] of rows.entries()) {
    order = row.entity_id === rows[index - 1]?.entity_id ? order + 1 : 1;
    if (row.order !== order) await knex(table).where({ id: row.id }).update({ order });
  }
}

/** The order of rows that positions override is of no consequence. */
async function down() {}

module.exports = { up, down };
