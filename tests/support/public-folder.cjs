// Preloaded (`node --require`) into a command: gives its club a public folder of its own (TEST_PUBLIC), so that what a test
// imports does not end up among the club's pictures.
const Module = require('node:module');

const load = Module._load;
Module._load = function loaded(request, ...rest) {
  const found = load.call(this, request, ...rest);
  if (request !== '@strapi/strapi') return found;
  const createStrapi = (options) => {
    const strapi = found.createStrapi(options);
    strapi.dirs.static.public = process.env.TEST_PUBLIC;
    return strapi;
  };
  return Object.create(found, { createStrapi: { value: createStrapi } });
};
