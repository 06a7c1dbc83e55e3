// Koa with nothing around it: answers with the bytes and the headers of a file of answers, by path.
import fs from 'node:fs';
import Koa from 'koa';

const answers = new Map(Object.entries(JSON.parse(fs.readFileSync(process.argv[2] ?? '', 'utf8'))));
const server = new Koa()
  .use((ctx) => {
    const answer = answers.get(ctx.path);
    if (!answer) return;
    ctx.set(answer.headers);
    ctx.body = answer.body;
  })
  .listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') process.send?.({ port: address.port });
  });
process.on('SIGTERM', () => process.exit(0));
