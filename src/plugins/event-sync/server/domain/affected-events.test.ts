import { affectedEvents, type AffectedEvents } from './affected-events';

const none: AffectedEvents = { events: 'none' };
const itself: AffectedEvents = { events: 'itself' };
const showing = (relation: 'location' | 'artist', lookUp: 'before' | 'after'): AffectedEvents => ({
  events: 'showing',
  relation,
  lookUp,
});

it.each([
  ['save of a draft, REST and GraphQL too', 'update', 'api::event.event', itself],
  ['a new event', 'create', 'api::event.event', itself],
  ['a copy of one', 'clone', 'api::event.event', itself],
  ['publish, in the panel after an update', 'publish', 'api::event.event', itself],
  ['unpublish', 'unpublish', 'api::event.event', itself],
  ['discard', 'discardDraft', 'api::event.event', itself],
  ['delete', 'delete', 'api::event.event', itself],
  ['a read', 'findMany', 'api::event.event', none],
  ['a count', 'count', 'api::event.event', none],
  ['a new location, which no event has yet', 'create', 'api::location.location', none],
  ['a copy of a location', 'clone', 'api::location.location', none],
  ['a location renamed', 'update', 'api::location.location', showing('location', 'after')],
  [
    'a location published, its links restored',
    'publish',
    'api::location.location',
    showing('location', 'after'),
  ],
  ['a location hidden', 'unpublish', 'api::location.location', showing('location', 'before')],
  ['a location as it was', 'discardDraft', 'api::location.location', showing('location', 'before')],
  ['a location gone', 'delete', 'api::location.location', showing('location', 'before')],
  ['a read of a location', 'findOne', 'api::location.location', none],
  ['an artist renamed', 'update', 'api::artist.artist', showing('artist', 'after')],
  ['an artist gone', 'delete', 'api::artist.artist', showing('artist', 'before')],
  ['a post', 'publish', 'api::post.post', none],
  ['a tier', 'update', 'api::patreon-tier.patreon-tier', none],
  ['a file', 'update', 'plugin::upload.file', none],
  ['a name that every object has', 'update', 'constructor', none],
])('%s (%s of %s)', (_case, action, uid, concern) => {
  expect(affectedEvents({ action, uid })).toEqual(concern);
});
