// Bare Koa, which serves the bytes and headers of a file of responses, by path.
import { once } from 'node:events';
import fs from 'node:fs';
import Koa from 'koa';
import { portOf } from '../lib/ports.mjs';
import { answerParent, endAtOnce } from './club.mjs';

const answers = new Map(Object.entries(JSON.parse(fs.readFileSync(process.env.BENCH_ANSWERS ?? '', 'utf8'))));
const server = new Koa()
  .use((ctx) => {
    const answer = answers.get(ctx.path);
    if (!answer) return;
    ctx.set(answer.headers);
    ctx.body = answer.body;
  })
  .listen(0, '127.0.0.1');
await once(server, 'listening');
endAtOnce();
answerParent({}, portOf(server));
