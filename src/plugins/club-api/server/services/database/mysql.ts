import type { Core } from '@strapi/strapi';
import type { Driver, Row } from '.';

/** MySQL and MariaDB through Strapi's own pool, where a round trip outweighs whatever the query builder costs. */
export function openMysql(strapi: Core.Strapi): Driver {
  return {
    async all(sql, bindings) {
      const [rows] = (await strapi.db.connection.raw(sql, [...bindings])) as [Row[], unknown];
      return rows;
    },
    moment: (date) => date.toISOString().slice(0, -1).replace('T', ' '),
    close: () => undefined,
  };
}
