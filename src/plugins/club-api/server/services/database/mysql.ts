import type { Core } from '@strapi/strapi';
import type { Binding, Driver, Row } from '.';

/** MySQL and MariaDB through Strapi's own pool, where a round trip outweighs whatever the query builder costs. */
export function openMysql(strapi: Core.Strapi): Driver {
  async function all(sql: string, bindings: readonly Binding[]): Promise<Row[]> {
    const [rows] = (await strapi.db.connection.raw(sql, [...bindings])) as [Row[], unknown];
    return rows;
  }

  return {
    all,
    // Nothing tells it of a change for less than the question costs.
    remembered: all,
    moment: (date) => date.toISOString().slice(0, -1).replace('T', ' '),
    close: () => undefined,
  };
}
