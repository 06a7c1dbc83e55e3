import { createMessages } from '../../../jobs/server/domain/messages';
import { slTimeIn } from '../../../content/server/domain/text/sl-time';
import { escapeHtml } from '../../../../shared/server/escape-html';
import { htmlPage } from '../../../../shared/server/html-page';
import type { Language } from '../../../../shared/server/languages';
import en from '../texts/en.json';
import es from '../texts/es.json';
import fr from '../texts/fr.json';
import it from '../texts/it.json';

const texts = createMessages('public-api', { en, it, fr, es });

/** An event as the first page names it. */
interface NamedEvent {
  title: string | null;
  slug: string;
  start_time: string;
}

/** What is on stage and what is next. */
export interface Now {
  on_stage: readonly NamedEvent[];
  next: NamedEvent | null;
}

type Page = ReturnType<typeof htmlPage>;
type Key = Parameters<typeof texts.translate>[1];

const sayIn =
  (language: Language) =>
  (key: Key): string =>
    escapeHtml(texts.translate(language, key));

function whatIsOn(language: Language, { on_stage, next }: Now): string {
  const say = sayIn(language);
  const nameOf = ({ title, slug }: NamedEvent): string => escapeHtml(title ?? slug);
  const items = on_stage.map((event) => `<dt>${say('first.on-now')}</dt><dd>${nameOf(event)}</dd>`);
  if (next) {
    const at = escapeHtml(slTimeIn(language, new Date(next.start_time)));
    items.push(`<dt>${say('first.next')}</dt><dd>${nameOf(next)}<br><small>${at}</small></dd>`);
  }
  return items.length > 0 ? `<dl>${items.join('\n')}</dl>` : '';
}

/** The club's first page. @param now null if that cannot be read, so that the page is there */
export function firstPage(language: Language, clubName: string, now: Now | null): Page {
  const say = sayIn(language);
  const body = `<main>
<h1>${escapeHtml(clubName)}</h1>
${now ? whatIsOn(language, now) : ''}
<p>${say('first.text')}</p>
<p><a href="/api/v1/docs">${say('first.docs')}</a></p>
</main>
<footer><a href="/admin">${say('first.staff')}</a></footer>`;
  return htmlPage({ language, title: clubName, body });
}

/** The page of an address where there is nothing, or that is none. */
export function noPage(language: Language, why: 'missing' | 'malformed'): Page {
  const say = sayIn(language);
  const body = `<main>
<h1>${say(why)}</h1>
<p>${say(`${why}.text`)}</p>
<p><a href="/">${say('to-first')}</a></p>
</main>`;
  return htmlPage({ language, title: texts.translate(language, why), body });
}

/** The page of /graphql, which has none of its own in production. */
export function graphqlPage(language: Language): Page {
  const text = texts.translate(language, 'graphql.text', { example: '[1]', type: '[2]' });
  const explained = escapeHtml(text)
    .replace('[1]', '<code>{"query": "{ events { title } }"}</code>')
    .replace('[2]', '<code>application/json</code>');
  const body = `<main>
<h1>GraphQL</h1>
<p>${explained}</p>
<p><a href="/api/v1/docs">${sayIn(language)('graphql.docs')}</a></p>
</main>`;
  return htmlPage({ language, title: 'GraphQL', body });
}
