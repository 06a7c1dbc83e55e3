import fs from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../lib/paths.mjs';

const types = ['live_music', 'live_music', 'live_music', 'dj_set', 'open_mic', 'theme_party'];
const zones = ['Europe/Rome', 'Europe/Rome', 'Europe/Rome', 'America/Los_Angeles', 'Europe/London'];
const roles = ['headliner', 'support', 'dj', 'guest'];
const hour = 3_600_000;

const words = {
  en: ['Midnight', 'Velvet', 'Tide', 'Lantern', 'Echo', 'Drift', 'Ember', 'Orbit', 'Glass', 'Harbour'],
  it: ['Mezzanotte', 'Velluto', 'Marea', 'Lanterna', 'Eco', 'Deriva', 'Brace', 'Orbita', 'Vetro', 'Porto'],
  fr: ['Minuit', 'Velours', 'Marée', 'Lanterne', 'Écho', 'Dérive', 'Braise', 'Orbite', 'Verre', 'Port'],
  es: ['Medianoche', 'Terciopelo', 'Marea', 'Farol', 'Eco', 'Deriva', 'Ascua', 'Órbita', 'Vidrio', 'Puerto'],
};

const sentences = {
  en: (a, b) =>
    `An evening of **${a}** and ${b}, played slowly and without a net. Come early, bring a friend, stay for the last song.`,
  it: (a, b) =>
    `Una serata di **${a}** e ${b}, suonata piano e senza rete. Venite presto, portate un amico, restate fino all'ultima canzone.`,
  fr: (a, b) =>
    `Une soirée de **${a}** et de ${b}, jouée lentement et sans filet. Venez tôt, amenez un ami, restez jusqu'à la dernière chanson.`,
  es: (a, b) =>
    `Una noche de **${a}** y ${b}, tocada despacio y sin red. Venid pronto, traed a alguien, quedaos hasta la última canción.`,
};

/**
 * Writes a content folder with the demo club's locations and artists and any number of events in four languages, one an
 * hour, half of them before `at` and half after. The same arguments always give the same content.
 *
 * @param {string} folder the target, created if it does not exist
 * @param {{ events: number, locations?: number, at: Date }} options `locations`: how many, copies where the demo has
 *   fewer; `at`: the moment in the middle
 */
export function generateClub(folder, { events, locations, at }) {
  const random = randomNumbers();
  const places = copies(read('locations'), locations);
  const artists = read('artists');
  const posters = [...read('events'), ...places].flatMap(({ cover }) => (cover ? [cover] : []));
  fs.mkdirSync(path.join(folder, 'pictures'), { recursive: true });
  write(folder, 'locations', places);
  write(folder, 'artists', artists);
  for (const file of filesOf([places, artists, posters])) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.copyFileSync(fromRoot('database/demo', file), path.join(folder, file));
  }
  const out = fs.openSync(path.join(folder, 'events.json'), 'w');
  for (let index = 0; index < events; index += 1) {
    const event = eventOf(index, { events, at, random, places, artists, posters });
    fs.writeSync(out, `${index === 0 ? '[\n' : ',\n'}${JSON.stringify(event)}`);
  }
  fs.writeSync(out, events === 0 ? '[]\n' : '\n]\n');
  fs.closeSync(out);
}

function eventOf(index, { events, at, random, places, artists, posters }) {
  const start = at.getTime() + (index - Math.floor(events / 2)) * hour;
  const iso = (time) => new Date(time).toISOString();
  const lineUp = shuffled(artists, random).slice(0, 1 + Math.floor(random() * 3));
  return {
    slug: `evening-${String(index + 1).padStart(5, '0')}`,
    published: true,
    eventType: pick(types, random),
    eventStatus: index % 40 === 7 ? 'cancelled' : 'scheduled',
    startTime: iso(start),
    endTime: iso(start + 2 * hour),
    timezone: pick(zones, random),
    location: places[index % places.length].slug,
    lineUp: lineUp.map(({ slug }, position) => ({
      artist: slug,
      role: roles[position],
      position,
      startTime: iso(start + position * 0.5 * hour),
    })),
    ...(posters.length > 0 ? { cover: posters[index % posters.length] } : {}),
    translations: Object.fromEntries(
      Object.keys(words).map((language) => [language, textOf(language, index)]),
    ),
  };
}

function textOf(language, index) {
  const some = words[language];
  const [a, b] = [some[index % 10], some[Math.floor(index / 10) % 10]];
  const description = Array.from({ length: 4 }, (_, line) =>
    sentences[language](a, some[(index + line) % 10]),
  ).join('\n\n');
  return { title: `${a} ${b} ${index + 1}`, description };
}

function copies(documents, wanted = documents.length) {
  return Array.from({ length: wanted }, (_, index) => {
    const original = documents[index % documents.length];
    if (index < documents.length) return original;
    const round = Math.floor(index / documents.length) + 1;
    const named = ([language, text]) => [
      language,
      { ...text, ...(text.name ? { name: `${text.name} ${round}` } : {}) },
    ];
    return {
      ...original,
      slug: `${original.slug}-${round}`,
      translations: Object.fromEntries(Object.entries(original.translations).map(named)),
    };
  });
}

const read = (name) => {
  const file = fromRoot('database/demo', `${name}.json`);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : [];
};
const write = (folder, name, documents) =>
  fs.writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(documents, null, 2)}\n`);

/** All `file` values in these documents. */
function filesOf(value) {
  const files = new Set();
  JSON.stringify(value, (name, each) => (name === 'file' ? files.add(each) && each : each));
  return files;
}

const pick = (list, random) => list[Math.floor(random() * list.length)];
const shuffled = (list, random) =>
  list
    .map((each) => [random(), each])
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each);

/** Mulberry32: small, the same everywhere, good enough to spread events. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomNumbers() {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
