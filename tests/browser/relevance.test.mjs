// Whether the right record comes first: queries of 15 kinds among 10,000 other records.

import assert from "node:assert/strict";
import { test } from "node:test";
import { queries, write } from "./project.mjs";
import { browser, build, serve, temporary } from "./site.mjs";

const OTHERS = Number(process.env.OTHERS ?? 10_000);

/** First hits of `list`: by kind and over all. */
async function first(t, page, list) {
  const kinds = new Map();
  let right = 0;
  for (const { kind, text, id } of list) {
    const { hits } = await page.evaluate((q) => window.doithoai.search(q, { limit: 5 }), text);
    const place = hits.findIndex((hit) => hit.id === id);
    const tally = kinds.get(kind) ?? { right: 0, all: 0 };
    tally.all++;
    if (place === 0) {
      tally.right++;
      right++;
    } else t.diagnostic(`${kind}: ${text} → ${hits[0]?.id ?? "nothing"} (${hits[0]?.title ?? ""}); ${id} is ${place < 0 ? "not among five" : `number ${place + 1}`}`);
    kinds.set(kind, tally);
  }
  for (const [kind, tally] of kinds) t.diagnostic(`${kind}: ${tally.right} of ${tally.all}`);
  t.diagnostic(`over all: ${right} of ${list.length} = ${(right / list.length).toFixed(3)}`);
  return { kinds, share: right / list.length };
}

test("the right record comes first", { timeout: 600_000 }, async (t) => {
  const folder = process.env.PROJECT ?? temporary();
  const out = process.env.SITE ?? `${folder}/public`;
  if (!process.env.SITE) {
    write(folder, OTHERS);
    build(folder, out);
  }
  const server = await serve(out);
  const chromium = await browser();
  const page = await chromium.newPage();
  page.on("pageerror", (error) => assert.fail(error));
  await page.goto(`${server.address}tim-kiem/`);
  const { kinds, share } = await first(t, page, queries());
  t.diagnostic("held out:");
  const held = await first(t, page, queries({ held: true }));
  await chromium.close();
  server.close();
  assert.deepEqual([kinds.size, held.kinds.size], [15, 15]);
  for (const [kind, tally] of kinds) assert.ok(tally.right / tally.all >= 0.9, `${kind}: ${tally.right} of ${tally.all}`);
  assert.ok(share >= 0.97, `over all: ${share}`);
  assert.ok(held.share >= 0.97, `held out: ${held.share}`);
});
