// The same queries put to Pagefind, for comparison: first hits by kind, bytes and requests of a first query.
//
//   npm install --no-save pagefind && npx pagefind --site SITE --glob "dot/**/*.html"
//   node compare.mjs SITE              SITE: a published folder of project.mjs that Pagefind has indexed
//
// Not a part of the product and not among its dependencies.

import { queries } from "./project.mjs";
import { browser, serve } from "./site.mjs";

const server = await serve(process.argv[2]);
const chromium = await browser();
const kinds = new Map(), bytes = [], requests = [];
const rank = (list, share) => list.slice().sort((a, b) => a - b)[Math.min(list.length - 1, Math.ceil(list.length * share) - 1)];
const step = Number(process.env.STEP ?? 1);
for (const { kind, text, id } of queries().filter((_, i) => i % step === 0)) {
  const context = await chromium.newContext();
  const page = await context.newPage();
  await page.goto(`${server.address}robots.txt`);
  server.seen.length = 0;
  const first = await page.evaluate(async ([root, q]) => {
    const pagefind = await import(`${root}pagefind/pagefind.js`);
    await pagefind.init();
    const { results } = await pagefind.search(q);
    const shown = await Promise.all(results.slice(0, 5).map((r) => r.data()));
    return shown.map((r) => r.url);
  }, [server.address, text]);
  bytes.push(server.seen.reduce((n, s) => n + s.bytes, 0) / 1024);
  requests.push(server.seen.length);
  const slug = id.split("/").at(-1);
  const tally = kinds.get(kind) ?? { right: 0, all: 0 };
  tally.all++;
  if (first[0]?.includes(`/${slug}/`)) tally.right++;
  kinds.set(kind, tally);
  await context.close();
}
let right = 0, all = 0;
for (const [kind, tally] of kinds) {
  right += tally.right;
  all += tally.all;
  console.log(`${kind}: ${tally.right} of ${tally.all}`);
}
console.log(`over all: ${right} of ${all} = ${(right / all).toFixed(3)}`);
console.log(`bytes of a first query, KB: p50 ${rank(bytes, 0.5).toFixed(1)} p95 ${rank(bytes, 0.95).toFixed(1)}; requests: p50 ${rank(requests, 0.5)} p95 ${rank(requests, 0.95)}`);
await chromium.close();
server.close();
