'use strict';

/** Renames `jobs.relayed_at`: dropped and added anew, as Strapi would do, the column would be NULL for jobs that wait. */
async function up(knex) {
  if (!(await knex.schema.hasTable('jobs')) || !(await knex.schema.hasColumn('jobs', 'relayed_at'))) return;
  await knex.raw('ALTER TABLE jobs RENAME COLUMN relayed_at TO outbox_published_at');
}

async function down(knex) {
  await knex.raw('ALTER TABLE jobs RENAME COLUMN outbox_published_at TO relayed_at');
}

module.exports = { up, down };
